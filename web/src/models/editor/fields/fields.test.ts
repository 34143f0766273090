import { expect, it } from 'vitest';
import { rangeOf } from './PointsField';
import { wordLength } from './wordLength';

it('measures the word under a fault in bytes', () => {
  expect(wordLength('temprature = hot', 0)).toBe(10);
  expect(wordLength('city = "İzmir" and şehir > 1', 20)).toBe(6);
  expect(wordLength('fit >', 5)).toBe(0);
  expect(wordLength('fit ?? 3', 4)).toBe(1);
  expect(wordLength('last_touch.x > 3', 0)).toBe(12);
});

it('gives sliders room on both sides, in round steps', () => {
  expect(rangeOf([])).toEqual([-25, 50]);
  expect(rangeOf([8, 40, -3])).toEqual([-25, 50]);
  expect(rangeOf([-100, 260])).toEqual([-100, 275]);
});
