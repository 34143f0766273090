import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from './client';
import { ApiError } from './problem';
import type { Sort, User } from './types';

const PAGE = 50;

/** Who is signed in, or null. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<User | null> => {
    try {
      return (await unwrap(api.GET('/api/v1/session', { signal }))).user;
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 5 * 60_000,
});

export const overviewQuery = queryOptions({
  queryKey: ['overview'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/overview', { signal })),
  refetchInterval: 15_000,
});

/** The ranked people, page after page. */
export function peopleQuery(filter: string, sort: Sort) {
  return infiniteQueryOptions({
    queryKey: ['people', { filter, sort }],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/people', {
          params: { query: { filter: filter || undefined, sort, cursor: pageParam ?? undefined, limit: PAGE } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
    placeholderData: keepPreviousData,
  });
}

/** Everybody who may look after people. */
export const ownersQuery = queryOptions({
  queryKey: ['owners'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/owners', { signal })),
  staleTime: 5 * 60_000,
});

export function personQuery(id: string) {
  return queryOptions({
    queryKey: ['person', id],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/people/{id}', { params: { path: { id } }, signal })),
  });
}

/** The explanation of a person's scores, now or at an instant (RFC 3339). */
export function explanationQuery(id: string, at: string | undefined) {
  return queryOptions({
    queryKey: ['person', id, 'explanation', at ?? 'now'],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/people/{id}/explanation', { params: { path: { id }, query: { at } }, signal })),
    placeholderData: keepPreviousData,
  });
}

export function historyQuery(id: string, days: number) {
  return queryOptions({
    queryKey: ['person', id, 'history', days],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/people/{id}/history', { params: { path: { id }, query: { days } }, signal })),
  });
}

export function timelineQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: ['person', id, 'timeline'],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/people/{id}/timeline', {
          params: { path: { id }, query: { cursor: pageParam ?? undefined, limit: PAGE } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
  });
}

export function mapQuery(filter: string) {
  return queryOptions({
    queryKey: ['map', filter],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/map', { params: { query: { filter: filter || undefined } }, signal })),
    placeholderData: keepPreviousData,
    // Heavy and slow to change: asked for now and then instead of at every live event.
    refetchInterval: 15_000,
  });
}

/** The scoring model in use; changes only when a new one is published. */
export const modelQuery = queryOptions({
  queryKey: ['model'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/model', { signal })),
  staleTime: 5 * 60_000,
});

export const badEventsQuery = infiniteQueryOptions({
  queryKey: ['bad-events'],
  queryFn: ({ pageParam, signal }) =>
    unwrap(
      api.GET('/api/v1/bad-events', { params: { query: { cursor: pageParam ?? undefined, limit: PAGE } }, signal }),
    ),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next_cursor ?? null,
});

export function badEventQuery(id: string) {
  return queryOptions({
    queryKey: ['bad-event', id],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/bad-events/{id}', { params: { path: { id } }, signal })),
  });
}
