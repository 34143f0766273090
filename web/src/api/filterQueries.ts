import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from './client';
import type { FilterCheck, FilterCheckRequest, FilterFields, FilterOf } from './filterTypes';

/** How long the answer to the same question is used again. */
const KEPT_MS = 30_000;

/** The other form of a filter, what is wrong with it, and how many it finds. */
export function filterCheckQuery(request: FilterCheckRequest) {
  return queryOptions({
    queryKey: ['filter-check', request],
    // The document calls operators and measures plain texts; here they have names.
    queryFn: async ({ signal }) => (await unwrap(api.POST('/api/v1/filter/check', { body: request, signal }))) as FilterCheck,
    staleTime: KEPT_MS,
    placeholderData: keepPreviousData,
  });
}

/** The fields, kinds and lists that filters are made of. */
export const filterFieldsQuery = queryOptions({
  queryKey: ['filter-fields'],
  queryFn: async ({ signal }) => (await unwrap(api.GET('/api/v1/filter/fields', { signal }))) as FilterFields,
  staleTime: 5 * 60_000,
});

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
