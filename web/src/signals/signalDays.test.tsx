import { expect, it, vi } from 'vitest';
import { rendered } from '../models/editor/render.fixture';
import { SignalDays } from './SignalDays';
import { nothing } from './SignalsPage';
import { SinceLine } from './SinceLine';
import type { SignalEvent } from './types';

vi.mock('@tanstack/react-router', () => ({
  getRouteApi: () => ({}),
  Link: ({ children, to, params, search }: { children: React.ReactNode; to: string; params?: object; search?: object }) => (
    <a href={[to, ...Object.values({ ...params, ...search })].join('|')}>{children}</a>
  ),
}));

const given = (person: string, at: Date, company?: SignalEvent['company']): SignalEvent => ({
  person: { id: person, name: `Person ${person}` },
  company,
  key: 'cart',
  name: 'Cart',
  at: at.toISOString(),
  count: 1,
  evidence: [],
});

const signals = [
  given('1', new Date(2026, 4, 9, 8)),
  given('2', new Date(2026, 4, 9, 0, 5), { name: 'Firma', filter: 'company = firma', people: 2, usual: 1 }),
  given('1', new Date(2026, 4, 8, 23, 55)),
];

it.each([
  ['en', ['May 9, 2026', 'May 8, 2026']],
  ['tr', ['9 May 2026', '8 May 2026']],
  ['cs', ['9. 5. 2026', '8. 5. 2026']],
] as const)('in %s, stands under the days of the reader', async (language, days) => {
  const list = await rendered(<SignalDays signals={signals} stale={false} />, language);
  expect([...list.matchAll(/<h2[^>]*>([^<]*)</g)].map(([, day]) => day)).toEqual(days);
});

it('numbers its rows through all days, each with a link to what it is about first', async () => {
  const list = await rendered(<SignalDays signals={signals} stale={false} />, 'en');
  const rows = [...list.matchAll(/data-row="(\d+)".*?<a href="([^"]*)"/gs)].map(([, row, to]) => [row, to]);
  expect(rows).toEqual([
    ['0', '/people/$personId|1'],
    ['1', '/|company = firma'],
    ['2', '/people/$personId|1'],
  ]);
});

it.each([
  ['en', ['1 signal since yesterday', '3 signals since yesterday', '174 signals since yesterday', '1,174 signals since yesterday']],
  ['tr', ['Dünden beri 1 sinyal', 'Dünden beri 3 sinyal', 'Dünden beri 174 sinyal', 'Dünden beri 1.174 sinyal']],
  ['cs', ['1 signál od včerejška', '3 signály od včerejška', '174 signálů od včerejška', '1\u00a0174 signálů od včerejška']],
] as const)('in %s, tells how many signals there are since yesterday, and leads to the earlier ones', async (language, words) => {
  const lines = await Promise.all([1, 3, 174, 1174].map((total) => rendered(<SinceLine total={total} stale={false} signalKey="cart" />, language)));
  expect(lines.map((line) => /<span[^>]*>([^<]*)</.exec(line)?.[1])).toEqual(words);
  expect(lines.filter((line) => line.includes('href="/signals|cart"'))).toHaveLength(4);
  expect(await rendered(<SinceLine total={undefined} stale={false} signalKey={undefined} />, language)).toContain('Skeleton');
});

it('says of an empty list why it is empty', () => {
  const known = [{ key: 'cart', name: 'Cart' }];
  const why = (asked: Parameters<typeof nothing>[0], looked = known) => {
    const { title, hasEarlier } = nothing(asked, [{ items: [], known: looked }]);
    return [title, hasEarlier];
  };
  expect(why({ since: 'day' })).toEqual(['signals.emptyDay', true]);
  expect(why({ key: 'cart', since: 'day' })).toEqual(['signals.emptyDayKey', true]);
  expect(why({ key: 'cart' })).toEqual(['signals.empty', false]);
  expect(why({})).toEqual(['signals.empty', false]);
  // Where no signals are looked for, there are no earlier ones either.
  expect(nothing({ since: 'day' }, [{ items: [], known: [] }])).toEqual({ title: 'signals.empty', text: 'signals.emptyModelText', hasEarlier: false });
});
