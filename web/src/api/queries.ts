import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from './client';
import { searchFor } from '../filter/searchFor';
import { ApiError } from './problem';
import type { Section } from '../today/sections';
import type { Session, Sort } from './types';

const PAGE = 50;

/** The session: who is signed in and where the live stream is, or null. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      return await unwrap(api.GET('/api/v1/session', { signal }));
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 5 * 60_000,
});

/** The head of the page; who is hot and warm is told of a model. */
export function overviewQuery(model: string | undefined) {
  return queryOptions({
    queryKey: ['overview', model ?? null],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/overview', { params: { query: { model } }, signal })),
    refetchInterval: 15_000,
  });
}

/** The people of a section as a model ranks them, page after page. */
export function peopleQuery(model: string | undefined, section: Section, filter: string, sort: Sort) {
  return infiniteQueryOptions({
    queryKey: ['people', { model, section, filter, sort }],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/people', {
          params: {
            query: {
              model,
              section: section === 'everybody' ? undefined : section,
              filter: filter || undefined,
              sort,
              cursor: pageParam ?? undefined,
              limit: PAGE,
            },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
    placeholderData: keepPreviousData,
  });
}

/** The first few whom the words of a text find, whoever they are; without a word nobody is asked for. */
export function findQuery(text: string) {
  const filter = searchFor(text);
  return queryOptions({
    queryKey: ['find', filter],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/people', { params: { query: { filter: filter ?? undefined, sort: 'call', limit: 6 } }, signal })),
    enabled: filter !== null,
    placeholderData: keepPreviousData,
    // Whoever types waits for the answer: a failure is told at once, also without a network.
    retry: false,
    networkMode: 'always',
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

/** What a model makes of a person and why, now or at an instant (RFC 3339). */
export function explanationQuery(id: string, model: string | undefined, at: string | undefined) {
  return queryOptions({
    queryKey: ['person', id, 'explanation', model ?? null, at ?? 'now'],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/people/{id}/explanation', { params: { path: { id }, query: { model, at } }, signal })),
    placeholderData: keepPreviousData,
  });
}

export function historyQuery(id: string, model: string | undefined, days: number) {
  return queryOptions({
    queryKey: ['person', id, 'history', model ?? null, days],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/people/{id}/history', { params: { path: { id }, query: { model, days } }, signal })),
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

export function mapQuery(model: string | undefined, filter: string) {
  return queryOptions({
    queryKey: ['map', model ?? null, filter],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/v1/map', { params: { query: { model, filter: filter || undefined } }, signal })),
    placeholderData: keepPreviousData,
    // Heavy and slow to change: asked for now and then instead of at every live event.
    refetchInterval: 15_000,
  });
}

/** A scoring model in use; changes only when a new version is published. */
export function modelQuery(model: string | undefined) {
  return queryOptions({
    queryKey: ['model', 'in-force', model ?? null],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/model', { params: { query: { model } }, signal })),
    staleTime: 5 * 60_000,
  });
}

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
