/** What is asked about events that could not be taken in or scored. */

import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';

const PAGE = 50;

export const badEventCausesQuery = queryOptions({
  queryKey: ['bad-events', 'causes'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/bad-events/causes', { signal })),
});

/** The bad events of one cause. */
export function badEventsQuery(cause: string) {
  return infiniteQueryOptions({
    queryKey: ['bad-events', 'of', cause],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/bad-events', { params: { query: { cause, cursor: pageParam ?? undefined, limit: PAGE } }, signal }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
  });
}

export const ignoredIdentifiersQuery = queryOptions({
  queryKey: ['bad-events', 'ignored-identifiers'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/ignored-identifiers', { signal })),
});

/** Interactions that could not be scored; refreshed along with the bad events. */
export const setAsideQuery = infiniteQueryOptions({
  queryKey: ['bad-events', 'set-aside'],
  queryFn: ({ pageParam, signal }) =>
    unwrap(api.GET('/api/v1/set-aside', { params: { query: { cursor: pageParam ?? undefined, limit: PAGE } }, signal })),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next_cursor ?? null,
});

export function badEventQuery(id: string) {
  return queryOptions({
    queryKey: ['bad-event', id],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/bad-events/{id}', { params: { path: { id } }, signal })),
  });
}
