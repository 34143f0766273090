/** Saying who is one with whom, and taking it back. */

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';

/** Has everything about people fetched afresh: who is one with whom has changed. */
function useAfresh() {
  const cache = useQueryClient();
  return () =>
    Promise.all([cache.invalidateQueries({ queryKey: ['person'] }), cache.invalidateQueries({ queryKey: ['people'] })]);
}

/** Undoes a merge; both people are shown afresh. */
export function useUndoMerge() {
  return useMutation({
    mutationFn: (id: string) => unwrap(api.POST('/api/v1/merges/{id}/undo', { params: { path: { id } } })),
    meta: { announce: 'undone' },
    onSuccess: useAfresh(),
  });
}

/** Takes from a person what one interaction gave them. */
export function useUndoJoin(id: string) {
  return useMutation({
    mutationFn: (interaction: string) =>
      unwrap(api.POST('/api/v1/people/{id}/joins/{interaction}/undo', { params: { path: { id, interaction } } })),
    meta: { announce: 'undone' },
    onSuccess: useAfresh(),
  });
}

/** Takes back that two people are two. */
export function useReopenSuggestion(id: string, other: string) {
  return useMutation({
    mutationFn: () => unwrap(api.POST('/api/v1/people/{id}/suggested-merges/{other}/reopen', { params: { path: { id, other } } })),
    meta: { announce: 'reopened' },
    onSuccess: useAfresh(),
  });
}

/** Accepts or declines that two people are one. */
export function useSettleSuggestion(id: string, other: string) {
  const path = { id, other };
  return useMutation({
    mutationFn: async (answer: 'accept' | 'decline') => {
      if (answer === 'accept') {
        await unwrap(api.POST('/api/v1/people/{id}/suggested-merges/{other}/accept', { params: { path } }));
      } else {
        await unwrap(api.POST('/api/v1/people/{id}/suggested-merges/{other}/decline', { params: { path } }));
      }
    },
    meta: { announce: (answer: 'accept' | 'decline') => (answer === 'accept' ? 'joined' : 'keptApart') },
    onSuccess: useAfresh(),
  });
}
