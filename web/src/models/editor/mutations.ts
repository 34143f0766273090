/** Storing, discarding and publishing a draft, and rolling back to a version. */

import { unwrap } from '../../api/client';
import { models } from './client';
import type { Draft, DraftBase, DraftContent } from './types';

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

export function rollBack(version: number): Promise<{ version: number }> {
  return unwrap(models.POST('/api/v1/model/versions/{version}/rollback', { params: { path: { version } } }));
}
