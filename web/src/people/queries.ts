/** What is asked about people: all of them at a glance, in lists and on the map, and one of them in full. */

import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import { searchFor } from '../filters/searchFor';
import type { Section } from './today/sections';
import type { Sort } from './types';

const PAGE = 50;

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
