import { useMutation, useQueryClient } from '@tanstack/react-query';
import { acceptPoints } from '../api/draftPoints';
import type { Accepted } from './apply';

/** Puts accepted points into the draft of the model. */
export function useAccept() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (accepted: Accepted[]) => acceptPoints(accepted),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['model', 'draft'] }),
  });
}
