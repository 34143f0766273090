import { QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError, isFinal } from './problem';
import { sessionQuery } from './queries';

/** The one cache of server state. An answer of 401 anywhere ends the session on screen. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => {
      if (error instanceof ApiError && error.status === 401) queryClient.setQueryData(sessionQuery.queryKey, null);
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failures, error) => !isFinal(error) && failures < 2,
    },
  },
});
