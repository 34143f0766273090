/** What is asked about the draft of a model, its versions, and what it would do. */

import { queryOptions } from '@tanstack/react-query';
import { unwrap } from '../../api/client';
import { models } from './client';
import type { DraftContent } from './types';

const PROGRESS_MS = 1000;
const LOADING_MS = 400;

/** Where the drafts of all models are kept. */
export const DRAFTS = ['model', 'draft'] as const;

/** The draft of a model; the version in force where there is none. */
export function draftQuery(model: string | undefined) {
  return queryOptions({
    queryKey: [...DRAFTS, model ?? null],
    queryFn: ({ signal }) => unwrap(models.GET('/api/v1/model/draft', { params: { query: { model } }, signal })),
  });
}

/** Every published version of a model, newest first. */
export function versionsQuery(model: string | undefined) {
  return queryOptions({
    queryKey: ['model', 'versions', { model: model ?? null }],
    queryFn: async ({ signal }) =>
      (await unwrap(models.GET('/api/v1/model/versions', { params: { query: { model } }, signal }))).items,
  });
}

export function versionQuery(version: number) {
  return queryOptions({
    queryKey: ['model', 'versions', version],
    queryFn: ({ signal }) =>
      unwrap(models.GET('/api/v1/model/versions/{version}', { params: { path: { version } }, signal })),
    // What was published never changes.
    staleTime: Infinity,
  });
}

/** The differences of two texts of a model, each a version number or `draft`. */
export function diffQuery(model: string | undefined, from: string, to: string) {
  return queryOptions({
    queryKey: ['model', 'diff', model ?? null, from, to],
    queryFn: async ({ signal }) =>
      (await unwrap(models.GET('/api/v1/model/diff', { params: { query: { model, from, to } }, signal }))).changes,
    // A draft is edited all the time.
    staleTime: from === 'draft' || to === 'draft' ? 0 : Infinity,
  });
}

/** How many people a model in force has not scored yet; asked often while there are some. */
export function progressQuery(model: string | undefined) {
  return queryOptions({
    queryKey: ['model', 'progress', model ?? null],
    queryFn: ({ signal }) => unwrap(models.GET('/api/v1/model/progress', { params: { query: { model } }, signal })),
    refetchInterval: ({ state }) => (state.data && state.data.behind > 0 ? PROGRESS_MS : false),
  });
}

/** What a model would do. `edition` names the state of the model within this page. */
export function tryQuery(model: string | undefined, edition: string, content: DraftContent, filter: string) {
  return queryOptions({
    queryKey: ['model', 'try', edition, filter],
    queryFn: ({ signal }) =>
      unwrap(
        models.POST('/api/v1/model/try', {
          params: { query: { model } },
          body: { ...content, filter: filter || undefined },
          signal,
        }),
      ),
    refetchInterval: ({ state }) => (state.data && 'loading' in state.data ? LOADING_MS : false),
    staleTime: 60_000,
    gcTime: 60_000,
  });
}
