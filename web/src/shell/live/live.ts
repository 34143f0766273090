import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { DRAFTS } from '../../models/editor/queries';
import { type Changes, gatherer, type PeopleEvent } from './gather';

/** At most one refresh of the lists in this many milliseconds, however fast events come. */
const GATHER_MS = 700;
/** How long to wait before opening a stream that was refused. */
const RECONNECT_MS = 5000;

function refresh(cache: QueryClient, changes: Changes): Promise<unknown> {
  return Promise.all([
    cache.invalidateQueries({ queryKey: ['people'] }),
    cache.invalidateQueries({ queryKey: ['overview'] }),
    cache.invalidateQueries({ queryKey: ['signals'] }),
    cache.invalidateQueries({
      predicate: ({ queryKey }) =>
        queryKey[0] === 'person' && (changes.partial || changes.ids.has(String(queryKey[1]))),
    }),
  ]);
}

/** Another version is in force, or its scores have come further. Try-outs are asked for by the editor itself. */
function refreshModel(cache: QueryClient): Promise<void> {
  return cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'model' && queryKey[1] !== 'try' });
}

/**
 * Opens the stream from the place where the session was read, so that nothing falls between the first reading of a
 * screen and its opening. Opens it again when the server closed it for good (a restart, a proxy
 * error).
 */
function follow(cache: QueryClient, since: string, setOpen: (open: boolean) => void): () => void {
  const gather = gatherer((changes) => refresh(cache, changes), GATHER_MS);
  let source: EventSource;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let lost = false;
  const connect = () => {
    source = new EventSource(`/api/v1/live?since=${encodeURIComponent(since)}`);
    source.addEventListener('open', () => {
      setOpen(true);
      // Whatever happened while the stream was cut was not announced.
      if (lost) void cache.invalidateQueries();
      lost = false;
    });
    source.addEventListener('error', () => {
      setOpen(false);
      lost = true;
      if (source.readyState !== EventSource.CLOSED) return;
      // It also ends with the session, which asking for that tells.
      void cache.invalidateQueries({ queryKey: ['session'] });
      retry = setTimeout(connect, RECONNECT_MS);
    });
    // Something happened after the session was read and before this was open.
    source.addEventListener('missed', () => void cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' }));
    source.addEventListener('people', (event) => gather.add(JSON.parse(event.data) as PeopleEvent));
    source.addEventListener('bad_events', () => {
      void cache.invalidateQueries({ queryKey: ['bad-events'] });
      void cache.invalidateQueries({ queryKey: ['overview'] });
    });
    source.addEventListener('model', () => void refreshModel(cache));
    source.addEventListener('draft', () => void cache.invalidateQueries({ queryKey: DRAFTS }));
  };
  connect();
  return () => {
    clearTimeout(retry);
    gather.stop();
    source.close();
  };
}

/**
 * Follows the live stream of the server and refreshes what changed.
 * Returns whether the screens follow; false from a failure until the stream is open again.
 */
export function useLive(since: string): boolean {
  const cache = useQueryClient();
  const [open, setOpen] = useState(true);
  // Where it began; a session that is read again later does not begin the stream anew.
  const [begin] = useState(since);
  useEffect(() => follow(cache, begin, setOpen), [cache, begin]);
  return open;
}
