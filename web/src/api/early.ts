import type { QueryClient } from '@tanstack/react-query';
import { sessionQuery } from './session';

/** How long after an early reading it is asked for once more, in milliseconds. */
const AGAIN_MS = 3000;

/**
 * Asks for what a page begins with before it is known who is signed in, so that the one does not wait for the other; without
 * a session the refusal leads to signing in. What happens between such a reading and that of the session is not
 * announced by the live stream, which begins at the session: so what was not refreshed since is asked for once more.
 */
export async function readEarly(cache: QueryClient, key: readonly unknown[], read: () => Promise<unknown>): Promise<void> {
  if (cache.getQueryState(sessionQuery.queryKey)?.data !== undefined) return;
  await read();
  const readAt = cache.getQueryState(key)?.dataUpdatedAt;
  if (!readAt) return;
  const again = () => {
    // Before the session is there, nothing can have been missed that a reading now would not miss as well.
    if (cache.getQueryData(sessionQuery.queryKey) === undefined) setTimeout(again, AGAIN_MS);
    else if (cache.getQueryState(key)?.dataUpdatedAt === readAt) void cache.invalidateQueries({ queryKey: key, exact: true });
  };
  setTimeout(again, AGAIN_MS);
}
