import { queryOptions } from '@tanstack/react-query';
import type { Client } from 'openapi-fetch';
import { api, unwrap } from './client';
import type { Change, Draft, DraftBase, DraftContent, Loading, ModelDoc, Progress, TryOut, Version } from './modelTypes';

type Ok<Body> = { responses: { 200: { content: { 'application/json': Body } } } };
type Sent<Body> = { requestBody: { content: { 'application/json': Body } } };
type At<Path> = { parameters: { path: Path } };
type Asked<Query> = { parameters: { query: Query } };
type None = { responses: { 204: { content?: never } } };

/** A published model as one of its versions. */
export interface ModelVersion {
  version: number;
  name: string;
  published_at: string;
  text: string;
  doc: ModelDoc;
}

/** The routes of drafts, versions and the try-out. */
interface ModelPaths {
  '/api/v1/model/draft': {
    get: Ok<Draft>;
    put: Sent<DraftBase & DraftContent> & Ok<Draft>;
    delete: None;
  };
  '/api/v1/model/draft/publish': { post: Sent<DraftBase & { note?: string }> & Ok<{ version: number }> };
  '/api/v1/model/versions': { get: Ok<{ items: Version[] }> };
  '/api/v1/model/versions/{version}': { get: At<{ version: number }> & Ok<ModelVersion> };
  '/api/v1/model/versions/{version}/rollback': { post: At<{ version: number }> & Ok<{ version: number }> };
  '/api/v1/model/diff': { get: Asked<{ from: string; to: string }> & Ok<{ changes: Change[] }> };
  '/api/v1/model/progress': { get: Ok<Progress> };
  '/api/v1/model/try': { post: Sent<{ text?: string; doc?: ModelDoc; filter?: string }> & Ok<TryOut | Loading> };
}

const models = api as unknown as Client<ModelPaths>;

const PROGRESS_MS = 1000;
const LOADING_MS = 400;

export const draftQuery = queryOptions({
  queryKey: ['model', 'draft'],
  queryFn: ({ signal }) => unwrap(models.GET('/api/v1/model/draft', { signal })),
});

/** Stores a new state of the draft; 409 when it was changed since. */
export function putDraft(base: DraftBase, content: DraftContent): Promise<Draft> {
  return unwrap(models.PUT('/api/v1/model/draft', { body: { ...base, ...content } }));
}

export async function deleteDraft(): Promise<void> {
  await unwrap(models.DELETE('/api/v1/model/draft'));
}

export function publishDraft(body: DraftBase & { note?: string }): Promise<{ version: number }> {
  return unwrap(models.POST('/api/v1/model/draft/publish', { body }));
}

export const versionsQuery = queryOptions({
  queryKey: ['model', 'versions'],
  queryFn: async ({ signal }) => (await unwrap(models.GET('/api/v1/model/versions', { signal }))).items,
});

export function versionQuery(version: number) {
  return queryOptions({
    queryKey: ['model', 'versions', version],
    queryFn: ({ signal }) =>
      unwrap(models.GET('/api/v1/model/versions/{version}', { params: { path: { version } }, signal })),
    // What was published never changes.
    staleTime: Infinity,
  });
}

export function rollBack(version: number): Promise<{ version: number }> {
  return unwrap(models.POST('/api/v1/model/versions/{version}/rollback', { params: { path: { version } } }));
}

/** The differences of two models, each a version number or `draft`. */
export function diffQuery(from: string, to: string) {
  return queryOptions({
    queryKey: ['model', 'diff', from, to],
    queryFn: async ({ signal }) =>
      (await unwrap(models.GET('/api/v1/model/diff', { params: { query: { from, to } }, signal }))).changes,
    // A draft is edited all the time.
    staleTime: from === 'draft' || to === 'draft' ? 0 : Infinity,
  });
}

/** How many people are not yet scored with the model in force; asked often while there are some. */
export const progressQuery = queryOptions({
  queryKey: ['model', 'progress'],
  queryFn: ({ signal }) => unwrap(models.GET('/api/v1/model/progress', { signal })),
  refetchInterval: ({ state }) => (state.data && state.data.behind > 0 ? PROGRESS_MS : false),
});

/** What a model would do. `edition` names the state of the model within this page. */
export function tryQuery(edition: string, content: DraftContent, filter: string) {
  return queryOptions({
    queryKey: ['model', 'try', edition, filter],
    queryFn: ({ signal }) =>
      unwrap(models.POST('/api/v1/model/try', { body: { ...content, filter: filter || undefined }, signal })),
    refetchInterval: ({ state }) => (state.data && 'loading' in state.data ? LOADING_MS : false),
    staleTime: 60_000,
    gcTime: 60_000,
  });
}
