import { expect, it } from 'vitest';
import { changedAt, placeOf } from './caret';

it('finds where a text has changed', () => {
  expect(changedAt('points = 8', 'points = 80')).toBe(11);
  expect(changedAt('points = 80', 'points = 8')).toBe(10);
  expect(changedAt('abc', 'aXbc')).toBe(2);
  expect(changedAt('same', 'same')).toBe(4);
  expect(changedAt('', 'new')).toBe(3);
});

it('finds a line and column, and stays inside the line and the text', () => {
  const text = 'one\ntwo\n\nfour';
  expect([placeOf(text, 1), placeOf(text, 2, 2), placeOf(text, 3, 9), placeOf(text, 4, 3)]).toEqual([0, 5, 8, 11]);
  expect([placeOf(text, 2, 99), placeOf(text, 9, 1), placeOf(text, 4, 99)]).toEqual([7, 13, 13]);
});
