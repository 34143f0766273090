import { expect, it } from 'vitest';
import { built, type Draft, undone } from './useDraft';

const empty: Draft = { text: '', past: [] };

it('goes back through what was built, and no further', () => {
  const twice = built(built(empty, 'fit > 1'), 'fit > 2');
  expect(undone(twice)).toEqual({ text: 'fit > 1', past: [''] });
  expect(undone(undone(twice))).toEqual(empty);
  expect(undone(empty)).toBe(empty);
});

it('takes the same text for no change', () => {
  const once = built(empty, 'fit > 1');
  expect(built(once, 'fit > 1')).toEqual(once);
});

it('keeps the latest hundred steps', () => {
  const many = Array.from({ length: 150 }, (_, step) => `fit > ${step}`).reduce(built, empty);
  expect(many.past).toHaveLength(100);
  expect(many.past.at(-1)).toBe('fit > 148');
});
