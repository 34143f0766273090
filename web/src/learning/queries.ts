/** What is asked about points that the history suggests. */

import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import { whileLoading } from '../workbench/queries';

/** Points learned from won and lost history, for the rules of the draft. */
export function suggestionsQuery(model: string | undefined, body: { horizon?: string; outcome?: string }) {
  return queryOptions({
    queryKey: ['suggestions', model ?? null, body],
    queryFn: ({ signal }) => unwrap(api.POST('/api/v1/model/suggest', { params: { query: { model } }, body, signal })),
    refetchInterval: whileLoading,
    refetchOnWindowFocus: false,
    placeholderData: keepPreviousData,
  });
}
