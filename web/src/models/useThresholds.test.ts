import { expect, it } from 'vitest';
import { thresholdsOf } from './useThresholds';

it('finds what a model holds scores against, and no points', () => {
  const text = `
[[engagement]]
points = 100
[[grade]]
from = -20
[[stage]]
from = ["interest"]
when = 'engagement >= 40 and fit>=15.5 and count(demo) >= 3 or fit between 5 and 9'
[temperature]
warm_from = 30
nurture_hot_from = 160
[[index]]
engagement_below = 50
`;
  expect(thresholdsOf(text)).toEqual([-20, 40, 15.5, 5, 30, 160, 50]);
});
