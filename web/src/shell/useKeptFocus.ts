import { useEffect } from 'react';

/** Where the focus was, and where it goes when that vanishes. */
interface Kept {
  element: Element;
  path: string;
  inPage: boolean;
  waited: boolean;
  /** The row that it is in, the ones after it and those before it, nearest first. */
  rows: Element[];
  /** The sections around it, innermost first. */
  sections: Element[];
}

const ROW = 'li, tr';

function siblings(row: Element, next: (of: Element) => Element | null): Element[] {
  const all: Element[] = [];
  for (let at = next(row); at; at = next(at)) all.push(at);
  return all;
}

function keep(element: Element, main: Element): Kept {
  const row = element.closest(ROW);
  const rows = row ? [row, ...siblings(row, (at) => at.nextElementSibling), ...siblings(row, (at) => at.previousElementSibling)] : [];
  const sections: Element[] = [];
  for (let at = element.closest('section'); at; at = at.parentElement?.closest('section') ?? null) sections.push(at);
  return { element, path: window.location.pathname, inPage: main.contains(element), waited: false, rows, sections };
}

/** Rows of a list that draws only what is in view come and go while it is scrolled. */
function isDrawnInPart(row: Element | undefined): boolean {
  return row?.hasAttribute('aria-setsize') ?? false;
}

function refuge({ rows, sections }: Kept, main: Element): Element | null {
  const row = rows.find((one) => one.isConnected);
  const heading = sections.find((one) => one.isConnected)?.querySelector('h1, h2, h3');
  return row ?? heading ?? main.querySelector('h1');
}

function focus(element: Element, preventScroll = false): void {
  if (!(element instanceof HTMLElement)) return;
  // A button without the attribute can have the focus; a heading or a row cannot.
  if (element.tabIndex < 0) element.tabIndex = -1;
  element.focus({ preventScroll });
}

/** What is known of the element that had the focus. */
export interface Course {
  connected: boolean;
  disabled: boolean;
  /** It was disabled while it had the focus, as buttons are that wait for an answer. */
  waited: boolean;
  /** The focus is nowhere. */
  lost: boolean;
  /** The address is another page's. */
  left: boolean;
  /** It was in the page, not beside it. */
  inPage: boolean;
  /** The page has its heading. */
  headed: boolean;
}

/**
 * Where the focus goes: nowhere as long as nothing is lost, back to a button that waited, on in the page where something
 * vanished from it, and to the heading of another page as soon as that is there.
 */
export function course({ connected, disabled, waited, lost, left, inPage, headed }: Course): 'stay' | 'back' | 'on' | 'heading' {
  if (!lost) return 'stay';
  if (connected) return waited && !disabled ? 'back' : 'stay';
  if (!inPage) return 'stay';
  if (!left) return 'on';
  return headed ? 'heading' : 'stay';
}

/** What changes in the document, watched for a focus that is lost. */
function watch(main: Element): () => void {
  let kept: Kept | null = null;
  const look = () => {
    if (!kept) return;
    const { element, path, inPage } = kept;
    const disabled = element.matches(':disabled');
    const heading = main.querySelector('h1');
    const lost = document.activeElement === document.body;
    const left = path !== window.location.pathname;
    const to = course({ connected: element.isConnected, disabled, waited: kept.waited, lost, left, inPage, headed: heading !== null });
    kept.waited = disabled || (kept.waited && lost && to !== 'back');
    if (to === 'back') focus(element);
    if (to === 'heading' && heading) focus(heading, true);
    if (to !== 'on') return;
    const next = isDrawnInPart(kept.rows[0]) ? null : refuge(kept, main);
    kept = null;
    if (next) focus(next);
  };
  const onFocus = ({ target }: FocusEvent) => {
    if (target instanceof Element) kept = keep(target, main);
  };
  const observer = new MutationObserver(look);
  document.addEventListener('focusin', onFocus);
  observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] });
  return () => {
    document.removeEventListener('focusin', onFocus);
    observer.disconnect();
  };
}

/**
 * Keeps the keyboard where it was when what had the focus vanishes or is disabled for a while: at the button, in the row,
 * the next one, or at the heading, which is also where another page begins.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    const main = document.querySelector('#main');
    return main ? watch(main) : undefined;
  }, []);
}
