import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { BacktestRequest, Loading } from './backtestTypes';
import { api, unwrap } from './client';

/** How often to ask again while the history is being read. */
const LOADING_MS = 600;
/** The past does not change, and asking is not cheap. */
const KEPT_MS = 5 * 60_000;

/** Whether an answer says that the history is still being read. */
export function isLoading(answer: unknown): answer is Loading {
  return typeof answer === 'object' && answer !== null && 'loading' in answer;
}

function whileLoading({ state }: { state: { data?: unknown } }): number | false {
  return isLoading(state.data) ? LOADING_MS : false;
}

/** A model measured against what happened later. */
export function backtestQuery(model: string | undefined, body: BacktestRequest) {
  return queryOptions({
    queryKey: ['backtest', model ?? null, body],
    queryFn: ({ signal }) => unwrap(api.POST('/api/v1/model/backtest', { params: { query: { model } }, body, signal })),
    // A version stays what it is; the draft does not.
    staleTime: body.version === undefined ? 0 : KEPT_MS,
    refetchInterval: whileLoading,
    refetchOnWindowFocus: false,
    placeholderData: keepPreviousData,
  });
}

/** Whether the primary model in force still ranks. */
export const driftQuery = queryOptions({
  queryKey: ['drift'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/v1/model/drift', { signal })),
  staleTime: KEPT_MS,
});

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
