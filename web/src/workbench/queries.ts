/** What is asked about models measured against the history. */

import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import type { BacktestRequest, Loading } from './types';

/** How often to ask again while the history is being read. */
const LOADING_MS = 600;
/** The past does not change, and asking is not cheap. */
const KEPT_MS = 5 * 60_000;

/** Whether an answer says that the history is still being read. */
export function isLoading(answer: unknown): answer is Loading {
  return typeof answer === 'object' && answer !== null && 'loading' in answer;
}

/** Asks again for as long as the history is being read. */
export function whileLoading({ state }: { state: { data?: unknown } }): number | false {
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
