import { useEffect } from 'react';

/** Where the focus was, and where it goes when that vanishes. */
interface Kept {
  element: Element;
  path: string;
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

function keep(element: Element): Kept {
  const row = element.closest(ROW);
  const rows = row ? [row, ...siblings(row, (at) => at.nextElementSibling), ...siblings(row, (at) => at.previousElementSibling)] : [];
  const sections: Element[] = [];
  for (let at = element.closest('section'); at; at = at.parentElement?.closest('section') ?? null) sections.push(at);
  return { element, path: window.location.pathname, rows, sections };
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

function focus(element: Element): void {
  if (!(element instanceof HTMLElement)) return;
  if (!element.hasAttribute('tabindex')) element.tabIndex = -1;
  element.focus();
}

/** Keeps the keyboard where it was on the page when what had the focus vanishes: in the row, the next one, or at the heading. */
export function useKeptFocus(): void {
  useEffect(() => {
    const main = document.querySelector('#main');
    if (!main) return;
    let kept: Kept | null = null;
    const onFocus = ({ target }: FocusEvent) => {
      if (target instanceof Element) kept = main.contains(target) ? keep(target) : null;
    };
    const observer = new MutationObserver(() => {
      if (!kept || kept.element.isConnected || document.activeElement !== document.body) return;
      const isHere = kept.path === window.location.pathname && !isDrawnInPart(kept.rows[0]);
      const to = isHere ? refuge(kept, main) : null;
      kept = null;
      if (to) focus(to);
    });
    document.addEventListener('focusin', onFocus);
    observer.observe(main, { childList: true, subtree: true });
    return () => {
      document.removeEventListener('focusin', onFocus);
      observer.disconnect();
    };
  }, []);
}
