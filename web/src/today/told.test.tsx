import { expect, it } from 'vitest';
import { rendered } from '../model/render.fixture';
import { Told } from './Told';

it.each([
  ['en', /Probability to convert .*40\.1%.*within 14 days/s],
  ['tr', /Müşteri olma olasılığı .*%40,1.*14 gün içinde/s],
  ['cs', /Pravděpodobnost konverze .*40,1.*do 14 dnů/s],
] as const)('in %s, a probability says of what it is, and within which time', async (language, words) => {
  expect(await rendered(<Told value={0.401} days={14} />, language)).toMatch(words);
});

it('says no time that is not known', async () => {
  expect(await rendered(<Told value={0.401} days={null} />, 'en')).not.toContain('within');
});
