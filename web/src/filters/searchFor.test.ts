import { expect, it } from 'vitest';
import { findQuery } from '../people/queries';
import { searchFor } from './searchFor';

it.each([
  ['City Bank', 'search = "City Bank"'],
  ['Acme (CZ) s.r.o.', 'search = "Acme (CZ) s.r.o."'],
  ['R&D | Lab', 'search = "R&D Lab"'],
  ['Ela Dve <petr@x.example>', 'search = "Ela Dve <petr@x.example>"'],
  ['temperature = hot', 'search = "temperature hot"'],
  [String.raw`say "no" \ yes\no`, String.raw`search = "say \"no\" yes\\no"`],
])('finds by the words of %j, whatever they mean in a filter', (text, filter) => {
  expect(searchFor(text)).toBe(filter);
});

it('takes no more words than the server does, and asks for nothing without any', () => {
  expect(searchFor('a b c d e - f g h i j k l')).toBe('search = "a b c d e f g h i j"');
  expect(['', '  ', '& -', '…'].map(searchFor)).toEqual([null, null, null, null]);
  expect([findQuery('& -').enabled, findQuery('Kind LLC').enabled]).toEqual([false, true]);
});
