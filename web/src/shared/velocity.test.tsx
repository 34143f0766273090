import { expect, it } from 'vitest';
import { rendered } from '../models/editor/render.fixture';
import { Velocity } from './badges';

const at = '2026-03-20T12:00:00Z';
const shown = (value: number, last: string | null, language: 'en' | 'tr' | 'cs' = 'en') => rendered(<Velocity value={value} last={last} at={at} />, language);

it('says that somebody heats up who did something in the last days', async () => {
  expect(await shown(4, '2026-03-14T12:00:00Z')).toContain('Heating up: +4 a day');
});

it.each([
  ['en', 'Nothing for 8 days, but more than usual before'],
  ['tr', '8 gündür sessiz'],
  ['cs', '8 dní nic'],
] as const)('in %s, whoever was silent for a week does not heat up', async (language, words) => {
  const html = await shown(4, '2026-03-12T12:00:00Z', language);
  expect(html).toContain(words);
  expect(html).not.toContain('>+4<');
});

it('still says that somebody silent cools down', async () => {
  expect(await shown(-4, '2026-03-01T12:00:00Z')).toContain('Cooling down');
});

it.each([
  ['en', '>+4 a day<'],
  ['tr', '>günde +4<'],
  ['cs', '>+4 za den<'],
] as const)('in %s, the change has its unit where nothing beside it says so', async (language, words) => {
  expect(await rendered(<Velocity value={4} last="2026-03-20T11:00:00Z" at={at} withUnit />, language)).toContain(words);
});
