/** What is asked about the models: which there are, the one in force, and the one it began with. */

import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import { type ModelItem, STARTS } from './types';

/** The models side by side, the primary one first, retired ones among them. */
export const modelsQuery = queryOptions({
  queryKey: ['model', 'list'],
  queryFn: async ({ signal }) => (await unwrap(api.GET('/api/v1/models', { signal }))).items,
  staleTime: 60_000,
});

/** Those that score people. */
export function activeModels(models: readonly ModelItem[]): ModelItem[] {
  return models.filter(({ retired_at }) => !retired_at);
}

/** A scoring model in use; changes only when a new version is published. */
export function modelQuery(model: string | undefined) {
  return queryOptions({
    queryKey: ['model', 'in-force', model ?? null],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/model', { params: { query: { model } }, signal })),
    staleTime: 5 * 60_000,
  });
}

/** The model to start with that a model has in force as it is shipped; null once it was changed. */
export function startQuery(model: string | undefined) {
  return queryOptions({
    queryKey: ['model', 'start', model ?? null],
    queryFn: async ({ signal }) => {
      const { items } = await unwrap(api.GET('/api/v1/model/starts', { params: { query: { model } }, signal }));
      return STARTS.find((start) => items.some(({ key, in_force }) => key === start && in_force)) ?? null;
    },
  });
}
