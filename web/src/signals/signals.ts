import type { SignalEvent } from '../api/signalTypes';

interface Named {
  key: string;
  name: string;
}

/** The signals that can be chosen: those of the model in force, and those that were seen. */
export function signalKinds(model: object | undefined, seen: readonly SignalEvent[]): Named[] {
  const doc = model && 'doc' in model ? (model.doc as { signal?: Named[] } | null) : null;
  const kinds = new Map<string, string>();
  for (const { key, name } of [...(doc?.signal ?? []), ...seen]) if (!kinds.has(key)) kinds.set(key, name);
  return [...kinds].map(([key, name]) => ({ key, name }));
}
