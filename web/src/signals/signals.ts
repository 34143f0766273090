import type { SignalPage } from './types';

interface Named {
  key: string;
  name: string;
}

/** The signals that can be chosen: those that the model looks for, then those of earlier models that were seen. */
export function signalKinds(pages: readonly SignalPage[]): Named[] {
  const kinds = new Map<string, string>();
  const named = [...(pages[0]?.known ?? []), ...pages.flatMap(({ items }) => items)];
  for (const { key, name } of named) if (!kinds.has(key)) kinds.set(key, name);
  return [...kinds].map(([key, name]) => ({ key, name }));
}
