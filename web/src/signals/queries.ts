/** What is asked about buying signals. */

import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import type { SignalsAsked } from './types';

const PAGE = 50;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Where a page of signals begins, and how far back the list goes. */
interface Place {
  cursor: string;
  since: string | undefined;
}

/**
 * The newest buying signals. All pages go back to one moment, which is found with the first: what is read anew as
 * something happens goes back to a day before then, as the number on Today does.
 */
export function signalsQuery({ key, since }: SignalsAsked) {
  return infiniteQueryOptions({
    queryKey: ['signals', key ?? '', since ?? ''],
    queryFn: async ({ pageParam, signal }) => {
      const from = since && (pageParam ? pageParam.since : new Date(Date.now() - DAY_MS).toISOString());
      const query = { key, since: from, cursor: pageParam?.cursor, limit: PAGE };
      return { ...(await unwrap(api.GET('/api/v1/signals', { params: { query }, signal }))), since: from };
    },
    initialPageParam: null as Place | null,
    getNextPageParam: ({ next_cursor: cursor, since: from }): Place | null => (cursor ? { cursor, since: from } : null),
    placeholderData: keepPreviousData,
  });
}
