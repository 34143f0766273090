import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from './client';
import { ApiError } from './problem';
import type { Session, User } from './types';

/** The session: who is signed in and where the live stream is, or null. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      return await unwrap(api.GET('/api/v1/session', { signal }));
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 5 * 60_000,
});

/** Whether somebody looks after the server; the server refuses others what is for these, this only spares them the asking. */
export function isAdministrator(user: Pick<User, 'role'> | undefined): boolean {
  return user?.role === 'admin';
}
