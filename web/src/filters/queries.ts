/** What is asked about filters: both forms of one, what it can be made of, and the values there are. */

import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import type { FilterCheck, FilterCheckRequest, FilterFields, FilterOf } from './types';

/** How long the answer to the same question is used again. */
const KEPT_MS = 30_000;

/** The other form of a filter, what is wrong with it, and how many it finds as a model sees them. */
export function filterCheckQuery(model: string | undefined, request: FilterCheckRequest) {
  return queryOptions({
    queryKey: ['filter-check', model ?? null, request],
    // The document calls operators and measures plain texts; here they have names.
    queryFn: async ({ signal }) => (await unwrap(api.POST('/api/v1/filter/check', { params: { query: { model } }, body: request, signal }))) as FilterCheck,
    staleTime: KEPT_MS,
    placeholderData: keepPreviousData,
  });
}

/** The fields, kinds and lists that filters are made of, with the stages and areas of a model. */
export function filterFieldsQuery(model: string | undefined) {
  return queryOptions({
    queryKey: ['filter-fields', model ?? null],
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET('/api/v1/filter/fields', { params: { query: { model } }, signal }))) as FilterFields,
    staleTime: 5 * 60_000,
  });
}

/** Values that a field really has, the most frequent first. */
export function filterValuesQuery(of: FilterOf, field: string, prefix: string) {
  return queryOptions({
    queryKey: ['filter-values', of, field, prefix],
    queryFn: async ({ signal }) =>
      (await unwrap(api.GET('/api/v1/filter/values', { params: { query: { of, field, prefix } }, signal }))).values,
    staleTime: KEPT_MS,
    placeholderData: keepPreviousData,
  });
}
