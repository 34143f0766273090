/** Trying events again that could not be taken in or scored. */

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';

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
