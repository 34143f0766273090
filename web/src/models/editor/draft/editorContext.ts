import { createContext, useContext } from 'react';
import type { Fault, ModelDoc, TryOut } from '../types';

/** What the tabs of the editor work with. */
export interface Editor {
  doc: ModelDoc;
  faults: readonly Fault[];
  edit: (change: (doc: ModelDoc) => ModelDoc, key?: string) => void;
  /** The effect of the model on screen, as far as it is known. */
  effect: TryOut | null;
  /** True while the effect is that of an earlier state. */
  stale: boolean;
}

export const EditorContext = createContext<Editor | null>(null);

export function useEditor(): Editor {
  const editor = useContext(EditorContext);
  if (!editor) throw new Error('not inside the model editor');
  return editor;
}
