import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from './client';

/** The models that a business can start with, in the order of the server. */
export const STARTS = ['business', 'consumer', 'shop'] as const;
export type Start = (typeof STARTS)[number];

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

/** Puts a model to start with in force. */
export function useStart(model: string | undefined) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (start: Start) => unwrap(api.POST('/api/v1/model/starts/{start}', { params: { path: { start }, query: { model } } })),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['model'] }),
  });
}
