/** What changed since the last refresh. */
export interface Changes {
  ids: Set<string>;
  /** True when more people changed than are named. */
  partial: boolean;
}

/**
 * The live event about people: the server names at most 100 of those that
 * changed, and nobody at all when this listener was too slow to be told.
 */
export interface PeopleEvent {
  position: string;
  ids: string[];
  changed: number;
}

/** The longest time between two refreshes, when one takes very long. */
const MOST_MS = 10_000;

/**
 * Collects changes and hands them over together: not before `wait`
 * milliseconds after the first, and never while a refresh is under way, so
 * that a flood of events cannot keep the lists from arriving. After a refresh
 * that took long, such as of a list with many pages, twice its time passes
 * before the next, up to `MOST_MS`.
 */
export function gatherer(refresh: (changes: Changes) => Promise<unknown>, wait: number) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  let stopped = false;
  let changes: Changes | null = null;
  let rest = wait;

  const schedule = () => {
    if (!running && !stopped && changes !== null) timer ??= setTimeout(flush, rest);
  };
  const flush = () => {
    timer = undefined;
    if (changes === null) return;
    const taken = changes;
    changes = null;
    running = true;
    const begun = Date.now();
    void refresh(taken).finally(() => {
      running = false;
      rest = Math.max(wait, Math.min(2 * (Date.now() - begun), MOST_MS));
      schedule();
    });
  };

  return {
    add(event: PeopleEvent): void {
      changes ??= { ids: new Set(), partial: false };
      for (const id of event.ids) changes.ids.add(id);
      changes.partial ||= event.ids.length === 0 || event.changed > event.ids.length;
      schedule();
    },
    stop(): void {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
