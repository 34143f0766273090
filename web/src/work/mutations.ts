/** Having jobs tried again, and calling them off. */

import { mutationOptions, type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';

const KEY = ['jobs'];

/** Whether a job is on its way to be changed: the second press of a double click comes before its button waits. */
export function isBeingChanged(cache: QueryClient, id: string): boolean {
  return cache.isMutating({ mutationKey: KEY, predicate: ({ state }) => state.variables === id }) > 0;
}

/** Has the lists read anew, also after a refusal: the job is elsewhere by now, and the list does not know it. */
const readAnew = (cache: QueryClient) => cache.invalidateQueries({ queryKey: KEY });

/** What trying a job again is. */
export function retryJob(cache: QueryClient) {
  return mutationOptions({
    mutationKey: KEY,
    mutationFn: (id: string) => unwrap(api.POST('/api/v1/jobs/{id}/retry', { params: { path: { id } } })),
    meta: { announce: 'jobRetried' },
    // Waited for: until the row is gone its button is not pressed twice.
    onSettled: () => readAnew(cache),
  });
}

/** What calling a job off is. */
export function callOffJob(cache: QueryClient) {
  return mutationOptions({
    mutationKey: KEY,
    mutationFn: (id: string) => unwrap(api.POST('/api/v1/jobs/{id}/cancel', { params: { path: { id } } })),
    meta: { announce: 'jobCalledOff' },
    // Not waited for: the dialog gives the focus back to the row before that goes.
    onSettled: () => void readAnew(cache),
  });
}

/** Has a job that failed for good or was called off be tried again at once. */
export function useRetryJob() {
  return useMutation(retryJob(useQueryClient()));
}

/** Calls a job off. */
export function useCallOffJob() {
  return useMutation(callOffJob(useQueryClient()));
}
