import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from './client';
import type { paths } from './schema';

type Keys = paths['/api/v1/keys'];

/** A write key, of which only the beginning is known. */
export type KeyItem = Keys['get']['responses'][200]['content']['application/json']['items'][number];
/** A write key that was just made: shown now and never again. */
export type CreatedKey = Keys['post']['responses'][201]['content']['application/json'];
/** Who may know a key. */
export type KeyKind = KeyItem['kind'];

/** All write keys, newest first, revoked ones among them. */
export const keysQuery = queryOptions({
  queryKey: ['keys'],
  queryFn: async ({ signal }) => (await unwrap(api.GET('/api/v1/keys', { signal }))).items,
});

/** Makes a write key. */
export function useCreateKey() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: { name: string; kind: KeyKind }): Promise<CreatedKey> => unwrap(api.POST('/api/v1/keys', { body })),
    onSuccess: () => cache.invalidateQueries({ queryKey: keysQuery.queryKey }),
  });
}

/** Revokes a write key. */
export function useRevokeKey() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => unwrap(api.DELETE('/api/v1/keys/{id}', { params: { path: { id } } })),
    onSuccess: () => cache.invalidateQueries({ queryKey: keysQuery.queryKey }),
  });
}
