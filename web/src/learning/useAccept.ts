import { useMutation, useQueryClient } from '@tanstack/react-query';
import { putDraft } from '../models/editor/mutations';
import { draftQuery } from '../models/editor/queries';
import { type Accepted, withPoints } from './apply';
import { useModelKey } from '../models/modelKey';

/** The draft cannot be read, so nothing can be changed in it line by line. */
export class FaultyDraft extends Error {}

/** Puts accepted points into the draft of the model; fails when somebody else changes it meanwhile. */
export function useAccept() {
  const cache = useQueryClient();
  const of = useModelKey();
  return useMutation({
    mutationFn: async (accepted: Accepted[]) => {
      const { doc, revision, base_version } = await cache.fetchQuery({ ...draftQuery(of), staleTime: 0 });
      if (!doc) throw new FaultyDraft('the draft has faults');
      const { model, unknown } = withPoints(doc, accepted);
      const changed = accepted.length - unknown.length;
      if (changed > 0) cache.setQueryData(draftQuery(of).queryKey, await putDraft(of, { revision, base_version }, { doc: model }));
      return { changed, unknown };
    },
    // What is suggested depends on the points of the draft.
    onSuccess: () => cache.invalidateQueries({ queryKey: ['suggestions'] }),
  });
}
