/** What is asked about the jobs of the server. */

import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import type { JobState } from './types';

const PAGE = 50;
/** How often a page is read anew: no live update tells of jobs. */
const ANEW_MS = 5000;

/** The jobs of a state, newest first, with how the queues stand; read anew as long as somebody looks. */
export function jobsQuery(state: JobState) {
  return infiniteQueryOptions({
    queryKey: ['jobs', state],
    queryFn: ({ pageParam, signal }) =>
      unwrap(api.GET('/api/v1/jobs', { params: { query: { state, cursor: pageParam ?? undefined, limit: PAGE } }, signal })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
    // Every page that is shown is read, so many of them less often.
    refetchInterval: ({ state: { data } }) => ANEW_MS * Math.max(1, data?.pages.length ?? 1),
    // How long ago something was goes on, also where nothing else changed.
    notifyOnChangeProps: 'all',
    placeholderData: keepPreviousData,
  });
}
