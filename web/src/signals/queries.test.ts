import type { QueryFunctionContext } from '@tanstack/react-query';
import { beforeEach, expect, it, vi } from 'vitest';
import { signalsQuery } from './queries';
import type { SignalsAsked } from './types';

const asked: Record<string, unknown>[] = [];

vi.mock('../api/client', () => ({
  unwrap: (answer: unknown) => answer,
  api: {
    GET: (_: string, { params }: { params: { query: Record<string, unknown> } }) => {
      asked.push(params.query);
      return { items: [], known: [], next_cursor: 'next', total: 174 };
    },
  },
}));

beforeEach(() => {
  asked.length = 0;
  vi.useFakeTimers({ now: new Date('2026-05-09T10:00:00Z') });
  return () => void vi.useRealTimers();
});

/** Asks for two pages, the second an hour after the first. */
async function twoPages(of: SignalsAsked) {
  const { queryFn, getNextPageParam } = signalsQuery(of);
  const ask = (pageParam: unknown) =>
    (queryFn as (context: Partial<QueryFunctionContext>) => ReturnType<Extract<typeof queryFn, (...args: never[]) => unknown>>)({ pageParam });
  const first = await ask(null);
  vi.advanceTimersByTime(3_600_000);
  await ask(getNextPageParam(first, [first], null, [null]));
}

it('goes back a day from the first request, and on all pages to the same moment', async () => {
  await twoPages({ since: 'day' });
  expect(asked.map(({ since, cursor }) => [since, cursor])).toEqual([
    ['2026-05-08T10:00:00.000Z', undefined],
    ['2026-05-08T10:00:00.000Z', 'next'],
  ]);
});

it('goes back a day among those of one key too', async () => {
  await twoPages({ key: 'cart', since: 'day' });
  expect(asked.map(({ key, since }) => [key, since])).toEqual([
    ['cart', '2026-05-08T10:00:00.000Z'],
    ['cart', '2026-05-08T10:00:00.000Z'],
  ]);
});

it('has no end in time unless one is asked for, and is another list then', async () => {
  await twoPages({ key: 'cart' });
  expect(asked.map(({ since }) => since)).toEqual([undefined, undefined]);
  const keys = [{}, { since: 'day' }, { key: 'cart' }, { key: 'cart', since: 'day' }] as const;
  expect(new Set(keys.map((of) => JSON.stringify(signalsQuery(of).queryKey))).size).toBe(4);
});
