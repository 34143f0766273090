import type { Client } from 'openapi-fetch';
import { api } from '../../api/client';
import type { Change, Draft, DraftBase, DraftContent, Loading, ModelDoc, Progress, TryOut, Version } from './types';

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

/** The typed client of these routes. */
export const models = api as unknown as Client<ModelPaths>;
