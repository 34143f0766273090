import { expect, it } from 'vitest';
import { rendered } from '../../models/editor/render.fixture';
import { type Asked, useApart } from '../person/useApart';
import { Told } from './Told';

it.each([
  ['en', />40\.1% to buy in 14 days</],
  ['tr', />14 günde satın alma: %40,1</],
  ['cs', />Nákup do 14 dnů: 40,1\s%</],
] as const)('in %s, a probability says of what it is, and within which time', async (language, words) => {
  expect(await rendered(<Told value={0.401} days={14} />, language)).toMatch(words);
});

const asked = {
  temperature: 'hot',
  last_touch: '2026-01-01T00:00:00Z',
  reasons: [{ rule: 'Demo requested', dimension: 'engagement', points: 60, count: 1 }],
  probability_apart: { reason: { name: 'title', value: 'unknown', weight: -1 } },
} as const;

function Apart({ person }: { person: Asked }) {
  return <Told value={0.01} days={14} apart={useApart()(person, 0.01)} />;
}

it.each([
  ['en', /title="The temperature tells what they did lately: Demo requested\. 1% tells what became of people like them; most against it: [^"]*\(Unknown\)\."/],
  ['tr', /title="Sıcaklık, son zamanlarda[^"]*%1 ise[^"]*aleyhine olan: /],
  ['cs', /title="Teplota říká[^"]*1\s%[^"]*nejvíc proti mluví: /],
] as const)('in %s, a row says why temperature and probability say the opposite', async (language, words) => {
  expect(await rendered(<Apart person={asked as unknown as Asked} />, language)).toMatch(words);
});

it('says what speaks for somebody cold, and nothing where both agree', async () => {
  const cold = { ...asked, temperature: 'cold', last_touch: null, probability_apart: { reason: null } } as unknown as Asked;
  expect(await rendered(<Apart person={cold} />, 'en')).toMatch(/title="The temperature tells what they did lately: nothing\. 1% tells what became of people like them\."/);
  const agreed = { ...asked, probability_apart: null } as unknown as Asked;
  expect(await rendered(<Apart person={agreed} />, 'en')).toContain('title="Probability to convert"');
});

it('says no time that is not known', async () => {
  expect(await rendered(<Told value={0.401} days={null} />, 'en')).toContain('>40.1% to buy<');
});
