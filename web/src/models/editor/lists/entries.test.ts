import { expect, it } from 'vitest';
import { addEntries, readEntries, searched, sortedEntries } from './entries';

it('reads lines, or one line of separated entries', () => {
  expect(readEntries('Acme\r\n  Globex, Inc. \n\n"Initech"\n')).toEqual(['Acme', 'Globex, Inc.', 'Initech']);
  expect(readEntries('a.com; b.com,c.com\td.com')).toEqual(['a.com', 'b.com', 'c.com', 'd.com']);
  expect(readEntries(' \n \n')).toEqual([]);
});

it('adds what is new and counts what is not', () => {
  const { entries, added, repeated } = addEntries(['Acme', 'Globex'], ['ACME', 'Initech', 'initech', 'Hooli']);
  expect(entries).toEqual(['Acme', 'Globex', 'Initech', 'Hooli']);
  expect([added, repeated]).toEqual([2, 2]);
});

it('sorts as people do', () => {
  expect(sortedEntries(['Item 10', 'beta', 'Item 9', 'Alpha'])).toEqual(['Alpha', 'beta', 'Item 9', 'Item 10']);
});

it('finds entries with their places in the list', () => {
  expect(searched(['Acme', 'Globex', 'Acme Labs'], 'ACME')).toEqual([
    { entry: 'Acme', index: 0 },
    { entry: 'Acme Labs', index: 2 },
  ]);
  expect(searched(['a', 'b'], ' ').length).toBe(2);
});

it('adds a hundred thousand entries at once', () => {
  const many = Array.from({ length: 100_000 }, (_, nth) => `domain-${nth}.example`);
  expect(addEntries(many, [...many, 'new.example'])).toMatchObject({ added: 1, repeated: 100_000 });
});
