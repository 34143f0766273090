import { expect, it } from 'vitest';
import { besideListed, nextRow, rememberListed, rememberOpened, takeOpened } from './opened';

const people = ['a', 'b', 'c'].map((id) => ({ id }));

it('tells once who was opened last', () => {
  rememberOpened('a');
  rememberOpened('b');
  expect([takeOpened(), takeOpened()]).toEqual(['b', null]);
});

it.each([
  ['at the top without a place', 1, -1, null, 0],
  ['after the person one came from', 1, -1, 'b', 2],
  ['before the person one came from', -1, -1, 'b', 0],
  ['at the top where that person is not in the list', 1, -1, 'x', 0],
  ['from the row with the focus, whoever was opened', 1, 0, 'c', 1],
  ['not above the first', -1, 0, null, 0],
] as const)('goes on %s', (_, step, focused, from, place) => {
  expect(nextRow(step, focused, people, from)).toBe(place);
});

it.each([
  ['the next', 'b', 1, 'c'],
  ['the previous', 'b', -1, 'a'],
  ['nobody after the last', 'c', 1, null],
  ['nobody before the first', 'a', -1, null],
  ['nobody from outside of the list', 'x', 1, null],
] as const)('from the page of a person leads to %s', (_, person, step, next) => {
  rememberListed(['a', 'b', 'c']);
  expect(besideListed(person, step)).toBe(next);
});

it('leads past a person who stands in the list more than once', () => {
  rememberListed(['a', 'b', 'a', 'c']);
  expect([besideListed('a', 1), besideListed('b', 1), besideListed('c', -1)]).toEqual(['b', 'c', 'b']);
});
