/** States that can be gone back to and forward to again. */
export interface History<T> {
  past: readonly T[];
  present: T;
  future: readonly T[];
  /** What the last change was about, and when (milliseconds): changes that follow on are one step. */
  last: { key: string; at: number } | null;
}

/** Changes of the same thing within this time are undone together. */
export const TOGETHER_MS = 900;
/** Steps that are kept. */
export const KEPT = 200;

export function begin<T>(present: T): History<T> {
  return { past: [], present, future: [], last: null };
}

/** Adds a state. With a key it joins the step before when that was about the same thing just now. */
export function push<T>(history: History<T>, present: T, key: string | null, now: number): History<T> {
  const { last } = history;
  const joins = last !== null && last.key === key && now - last.at < TOGETHER_MS;
  return {
    past: joins ? history.past : [...history.past, history.present].slice(-KEPT),
    present,
    future: [],
    last: key === null ? null : { key, at: now },
  };
}

/** Replaces the present without a step; for what the server adds to it. */
export function amend<T>(history: History<T>, present: T): History<T> {
  return { ...history, present };
}

export function undo<T>(history: History<T>): History<T> {
  const present = history.past.at(-1);
  if (present === undefined) return history;
  return { past: history.past.slice(0, -1), present, future: [history.present, ...history.future], last: null };
}

export function redo<T>(history: History<T>): History<T> {
  const [present, ...future] = history.future;
  if (present === undefined) return history;
  return { past: [...history.past, history.present], present, future, last: null };
}
