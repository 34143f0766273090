import { expect, it } from 'vitest';
import { splitAt } from './split';

it('cuts around the marked part', () => {
  expect(splitAt('temprature = hot', 0, 10)).toEqual(['', 'temprature', ' = hot']);
  expect(splitAt('fit > x', 6, 1)).toEqual(['fit > ', 'x', '']);
});

it('counts bytes, so that letters of two bytes before the mark do not move it', () => {
  expect(splitAt('city = "İzmir" and fti > 1', 20, 3)).toEqual(['city = "İzmir" and ', 'fti', ' > 1']);
});

it('marks the end where something is missing, and survives offsets beyond it', () => {
  expect(splitAt('fit >', 5, 0)).toEqual(['fit >', '', '']);
  expect(splitAt('fit', 99, 4)).toEqual(['fit', '', '']);
});
