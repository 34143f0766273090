import { queryOptions } from '@tanstack/react-query';
import type { Client } from 'openapi-fetch';
import { api, unwrap } from './client';
import type { Change, Draft, DraftBase, DraftContent, Loading, ModelDoc, Progress, TryOut, Version } from './modelTypes';

type Ok<Body> = { responses: { 200: { content: { 'application/json': Body } } } };
type Sent<Body> = { requestBody: { content: { 'application/json': Body } } };
type At<Path> = { parameters: { path: Path } };
type Asked<Query> = { parameters: { query?: Query } };
/** Which model; the primary one when left out. */
type Of = { model?: string };
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
    get: Asked<Of> & Ok<Draft>;
    put: Asked<Of> & Sent<DraftBase & DraftContent> & Ok<Draft>;
    delete: Asked<Of> & None;
  };
  '/api/v1/model/draft/publish': {
    post: Asked<Of> & Sent<DraftBase & { note?: string }> & Ok<{ version: number }>;
  };
  '/api/v1/model/versions': { get: Asked<Of> & Ok<{ items: Version[] }> };
  '/api/v1/model/versions/{version}': { get: At<{ version: number }> & Ok<ModelVersion> };
  '/api/v1/model/versions/{version}/rollback': { post: At<{ version: number }> & Ok<{ version: number }> };
  '/api/v1/model/diff': { get: Asked<Of & { from: string; to: string }> & Ok<{ changes: Change[] }> };
  '/api/v1/model/progress': { get: Asked<Of> & Ok<Progress> };
  '/api/v1/model/try': {
    post: Asked<Of> & Sent<{ text?: string; doc?: ModelDoc; filter?: string }> & Ok<TryOut | Loading>;
  };
}

const models = api as unknown as Client<ModelPaths>;

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

/** Stores a new state of the draft; 409 when it was changed since. */
export function putDraft(model: string | undefined, base: DraftBase, content: DraftContent): Promise<Draft> {
  return unwrap(models.PUT('/api/v1/model/draft', { params: { query: { model } }, body: { ...base, ...content } }));
}

export async function deleteDraft(model: string | undefined): Promise<void> {
  await unwrap(models.DELETE('/api/v1/model/draft', { params: { query: { model } } }));
}

export function publishDraft(model: string | undefined, body: DraftBase & { note?: string }): Promise<{ version: number }> {
  return unwrap(models.POST('/api/v1/model/draft/publish', { params: { query: { model } }, body }));
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

export function rollBack(version: number): Promise<{ version: number }> {
  return unwrap(models.POST('/api/v1/model/versions/{version}/rollback', { params: { path: { version } } }));
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
