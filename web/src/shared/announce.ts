import { useSyncExternalStore } from 'react';

/** What can be announced; the keys of the messages. */
export type Announced = 'undone' | 'joined' | 'keptApart' | 'reopened' | 'deleted' | 'jobRetried' | 'jobCalledOff';

declare module '@tanstack/react-query' {
  interface Register {
    /** What is announced once a change was made. */
    mutationMeta: { announce?: Announced | ((variables: never) => Announced) };
  }
}

interface Said {
  what: Announced;
  /** Tells two announcements of the same from each other. */
  nth: number;
}

let latest: Said | null = null;
const listeners = new Set<() => void>();

/** Has screen readers say what was done. */
export function announce(what: Announced): void {
  latest = { what, nth: (latest?.nth ?? 0) + 1 };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What was announced last. */
export function useAnnounced(): Said | null {
  return useSyncExternalStore(subscribe, () => latest);
}
