import { expect, it } from 'vitest';
import { rendered } from '../../models/editor/render.fixture';
import { ScoreBar } from '../../shared/badges';
import { HEIGHTS } from './PeopleList';

/** Where the list begins below what stands above it, in pixels. */
const ABOVE = { phone: 322, small: 322, usual: 368 };

it.each([
  ['three of a phone', HEIGHTS.narrow * 3, 844 - ABOVE.phone],
  ['four of a small screen', HEIGHTS.middle * 4, 768 - ABOVE.small],
  ['six of a usual screen', HEIGHTS.wide * 6, 900 - ABOVE.usual],
])('people are above the fold: %s', (_, needed, room) => {
  expect(needed).toBeLessThanOrEqual(room);
});

it.each([
  ['en', 'Engagement'],
  ['tr', 'Katılım'],
  ['cs', 'Zapojení'],
] as const)('in %s, a score can say what it is where no heading does', async (language, name) => {
  const bar = await rendered(<ScoreBar dimension="engagement" value={447} full={447} />, language);
  expect(bar).toMatch(new RegExp(`data-bar-label="true"[^>]*>${name}<`));
});
