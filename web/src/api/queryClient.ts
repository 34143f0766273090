import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { announce } from '../shared/announce';
import { ApiError, isFinal } from './problem';
import { sessionQuery } from './session';

/** The one cache of server state. An answer of 401 anywhere ends the session on screen. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => {
      if (error instanceof ApiError && error.status === 401) queryClient.setQueryData(sessionQuery.queryKey, null);
    },
  }),
  mutationCache: new MutationCache({
    onSuccess: (_answer, variables, _context, mutation) => {
      const said = mutation.meta?.announce;
      if (said) announce(typeof said === 'function' ? said(variables as never) : said);
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failures, error) => !isFinal(error) && failures < 2,
    },
  },
});
