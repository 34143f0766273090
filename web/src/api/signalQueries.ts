import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import type { Client } from 'openapi-fetch';
import { api, unwrap } from './client';
import type { SignalPaths } from './signalTypes';

const signals = api as unknown as Client<SignalPaths>;

const PAGE = 50;

/** The newest buying signals, of one key or of all. */
export function signalsQuery(key: string | undefined) {
  return infiniteQueryOptions({
    queryKey: ['signals', key ?? ''],
    queryFn: ({ pageParam, signal }) =>
      unwrap(signals.GET('/api/v1/signals', { params: { query: { key, cursor: pageParam ?? undefined, limit: PAGE } }, signal })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
    placeholderData: keepPreviousData,
  });
}
