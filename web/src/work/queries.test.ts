import type { Query, QueryFunctionContext } from '@tanstack/react-query';
import { expect, it, vi } from 'vitest';
import { jobsQuery } from './queries';

const asked: unknown[] = [];

vi.mock('../api/client', () => ({
  unwrap: (answer: unknown) => answer,
  api: {
    GET: (_: string, { params }: { params: { query: unknown } }) => {
      asked.push(params.query);
      return { items: [], queues: [], next_cursor: '41' };
    },
  },
}));

it('asks for the jobs of a state page by page', async () => {
  const { queryFn, getNextPageParam } = jobsQuery('waiting');
  const ask = (pageParam: unknown) =>
    (queryFn as (context: Partial<QueryFunctionContext>) => ReturnType<Extract<typeof queryFn, (...args: never[]) => unknown>>)({ pageParam });
  const first = await ask(null);
  await ask(getNextPageParam(first, [first], null, [null]));
  expect(asked).toEqual([
    { state: 'waiting', cursor: undefined, limit: 50 },
    { state: 'waiting', cursor: '41', limit: 50 },
  ]);
});

it('is read anew every few seconds, less often the more pages there are', () => {
  const { refetchInterval } = jobsQuery('dead');
  const after = (pages: number | undefined) =>
    (refetchInterval as (query: Pick<Query, 'state'>) => number)({ state: { data: pages && { pages: Array.from({ length: pages }) } } } as Query);
  expect([undefined, 1, 4].map(after)).toEqual([5000, 5000, 20_000]);
});
