/** Making and revoking write keys. */

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { keysQuery } from './queries';
import type { CreatedKey, KeyKind } from './types';

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
