import { useEffect } from 'react';

/** Which of both the keys ask for, if any. */
export function undoKey(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>): 'undo' | 'redo' | null {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return null;
  const key = event.key.toLowerCase();
  if (key === 'z') return event.shiftKey ? 'redo' : 'undo';
  return key === 'y' && !event.shiftKey ? 'redo' : null;
}

/**
 * Undo and redo of the whole draft by keys, also inside its fields: they hold
 * nothing but the draft. Fields that are not part of it keep the browser's own.
 */
export function useUndoKeys(undo: () => void, redo: () => void) {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const asked = undoKey(event);
      if (!asked || (event.target instanceof Element && event.target.closest('[data-own-undo]'))) return;
      event.preventDefault();
      (asked === 'undo' ? undo : redo)();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [undo, redo]);
}
