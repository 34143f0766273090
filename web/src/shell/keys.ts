import { useEffect, useRef } from 'react';

/** Whether what is typed goes into a field, or a dialog has the keyboard. */
function isTaken(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"]')) return true;
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches('input, textarea, select, [role="textbox"], [role="combobox"], [role="listbox"] *');
}

/** What single keys do, by the character that they give: where it is on the keyboard differs from country to country. */
export type Keys = Record<string, () => void>;

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing' | 'defaultPrevented'>;

/** What a key means; nothing with a key held that makes it another command. */
export function meant({ key, ctrlKey, metaKey, altKey, isComposing, defaultPrevented }: Pressed, keys: Keys): (() => void) | undefined {
  if (defaultPrevented || ctrlKey || metaKey || altKey || isComposing) return undefined;
  return Object.hasOwn(keys, key) ? keys[key] : undefined;
}

/** Where a screen is filtered: the box of what is written, or what is chosen of the kinds of something. */
const FILTER = '[role="search"] input, [data-filter] [aria-pressed="true"]';

/** Puts the focus where the screen is filtered, if it can be. */
export function toFilter(page: Pick<Document, 'querySelector'>): void {
  const box = page.querySelector<HTMLElement & Partial<Pick<HTMLInputElement, 'select'>>>(FILTER);
  box?.focus();
  box?.select?.();
}

/** Listens to single keys as long as the component is there, but not while somebody types. */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const act = meant(event, latest.current);
      if (!act || isTaken(event.target)) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}
