/** By what a person is recognised, and what was joined to them, page by page. */

import { api, unwrap } from '../api/client';

/** A page of the identifiers of a person. */
export function identifierPage(id: string, cursor: string, signal: AbortSignal) {
  return unwrap(api.GET('/api/v1/people/{id}/identifiers', { params: { path: { id }, query: { cursor } }, signal }));
}

/** A page of what was joined to a person. */
export function joinPage(id: string, cursor: string, signal: AbortSignal) {
  return unwrap(api.GET('/api/v1/people/{id}/joins', { params: { path: { id }, query: { cursor } }, signal }));
}
