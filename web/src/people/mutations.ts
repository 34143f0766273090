/** What is changed about a person. */

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';

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
