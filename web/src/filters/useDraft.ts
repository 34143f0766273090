import { useHotkeys } from '@mantine/hooks';
import { useState } from 'react';

/** A filter that is being written, with the states that the builder left behind. */
export interface Draft {
  text: string;
  past: readonly string[];
}

/** How many steps can be undone. */
const MOST = 100;

/** The draft after the builder changed it. */
export function built({ text, past }: Draft, next: string): Draft {
  return next === text ? { text, past } : { text: next, past: [...past, text].slice(-MOST) };
}

/** The draft before the builder changed it last. */
export function undone(draft: Draft): Draft {
  const before = draft.past.at(-1);
  return before === undefined ? draft : { text: before, past: draft.past.slice(0, -1) };
}

/** The filter as it is being written, until it is used. What the builder does can be undone, also by Ctrl+Z. */
export function useDraft(filter: string) {
  const [draft, setDraft] = useState<Draft>({ text: filter, past: [] });
  const [used, setUsed] = useState(filter);
  if (used !== filter) {
    // Another filter was chosen elsewhere: a preset, an example, the back button.
    setUsed(filter);
    if (draft.text !== filter) setDraft({ text: filter, past: [] });
  }
  const undo = () => setDraft(undone);
  useHotkeys([['mod+Z', undo]]);
  return {
    draft: draft.text,
    write: (text: string) => setDraft(({ past }) => ({ text, past })),
    build: (text: string) => setDraft((before) => built(before, text)),
    undo: draft.past.length > 0 ? undo : null,
  };
}
