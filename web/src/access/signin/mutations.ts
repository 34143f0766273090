/** Signing in and out. */

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { sessionQuery } from '../../api/session';

/** Signs in and puts the session into the cache, which opens the application. */
export function useSignIn() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: { email: string; password: string }) => unwrap(api.POST('/api/v1/session', { body })),
    onSuccess: (session) => cache.setQueryData(sessionQuery.queryKey, session),
  });
}

/** Signs out and forgets everything the server told this user. */
export function useSignOut() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.DELETE('/api/v1/session')),
    onSuccess: () => {
      cache.setQueryData(sessionQuery.queryKey, null);
      cache.removeQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
    },
  });
}
