import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from './client';
import { sessionQuery } from './queries';

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

/** Says who looks after a person; nobody with null. */
export function useSetOwner(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (owner: string | null) => unwrap(api.PUT('/api/v1/people/{id}/owner', { params: { path: { id } }, body: { owner } })),
    onSuccess: () =>
      Promise.all([
        cache.invalidateQueries({ queryKey: ['person', id] }),
        cache.invalidateQueries({ queryKey: ['people'] }),
      ]),
  });
}

/** Replays bad events: the given ones, those of a cause, or all of them. */
export function useReplay() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (which: { ids?: string[]; cause?: string }) =>
      unwrap(api.POST('/api/v1/bad-events/replay', { body: which })),
    onSuccess: () =>
      Promise.all([
        cache.invalidateQueries({ queryKey: ['bad-events'] }),
        cache.invalidateQueries({ queryKey: ['overview'] }),
      ]),
  });
}

/** Tries to score what was set aside: the given interactions, or all of them. */
export function useReplaySetAside() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (ids: string[] | undefined) => unwrap(api.POST('/api/v1/set-aside/replay', { body: { ids } })),
    onSuccess: () =>
      Promise.all([
        cache.invalidateQueries({ queryKey: ['bad-events'] }),
        cache.invalidateQueries({ queryKey: ['people'] }),
        cache.invalidateQueries({ queryKey: ['overview'] }),
      ]),
  });
}
