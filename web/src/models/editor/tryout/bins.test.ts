import { expect, it } from 'vitest';
import { barsOf, outlineOf } from './bins';

const HISTOGRAM = { from: -20, step: 20, before: [0, 100, 25], after: [4, 81, 40] };

it('draws bins side by side, the last one open', () => {
  const bars = barsOf(HISTOGRAM);
  expect(bars.map(({ from, to }) => [from, to])).toEqual([
    [-20, 0],
    [0, 20],
    [20, null],
  ]);
  expect(bars.reduce((sum, bar) => sum + bar.width, 0)).toBeCloseTo(1);
});

it('makes the fullest bin as high as the drawing, and few people visible', () => {
  const [low, full, high] = barsOf(HISTOGRAM);
  expect([full?.before, full?.after, high?.before, low?.after, low?.before]).toEqual([1, 0.9, 0.5, 0.2, 0]);
});

it('is flat where there is nobody', () => {
  expect(barsOf({ from: 0, step: 10, before: [0, 0], after: [0, 0] }).every((bar) => bar.before === 0 && bar.after === 0)).toBe(true);
});

it('outlines the old bars from end to end', () => {
  expect(outlineOf(barsOf({ from: 0, step: 1, before: [1, 4], after: [0, 0] }))).toEqual([
    [0, 0.5],
    [0.5, 0.5],
    [0.5, 0],
    [1, 0],
  ]);
});
