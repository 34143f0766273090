import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { api, unwrap } from './client';

const PAGE = 50;

/** The newest buying signals, of one key or of all. */
export function signalsQuery(key: string | undefined) {
  return infiniteQueryOptions({
    queryKey: ['signals', key ?? ''],
    queryFn: ({ pageParam, signal }) =>
      unwrap(api.GET('/api/v1/signals', { params: { query: { key, cursor: pageParam ?? undefined, limit: PAGE } }, signal })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
    placeholderData: keepPreviousData,
  });
}
