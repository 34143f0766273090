import { type RefObject, useEffect, useRef, useState } from 'react';
import { useKeys } from '../shell/keys';
import { nextRow, takeOpened } from './opened';

/** The place of the row that has the focus, from 0; -1 when none has. */
function focused(list: HTMLElement | null): number {
  const row = document.activeElement?.closest('[aria-posinset]');
  return row && list?.contains(row) ? Number(row.getAttribute('aria-posinset')) - 1 : -1;
}

/**
 * Moves the focus through the rows of a list with j and k; Enter opens as ever. Only rows in view are drawn, so the
 * one that is wanted is scrolled to, and has the focus as soon as it is there.
 */
export function useRowKeys(list: RefObject<HTMLElement | null>, people: readonly { id: string }[], onScroll: (index: number) => void, onMore?: () => void): void {
  const wanted = useRef<number | null>(null);
  const [from] = useState(takeOpened);
  const reach = () => {
    const link = list.current?.querySelector<HTMLElement>(`[aria-posinset="${(wanted.current ?? -1) + 1}"] a`);
    if (!link) return;
    wanted.current = null;
    link.focus();
  };
  const go = (step: 1 | -1) => {
    const next = nextRow(step, focused(list.current), people, from);
    if (next >= people.length) {
      onMore?.();
      return;
    }
    wanted.current = next;
    onScroll(next);
    reach();
  };
  useKeys({ j: () => go(1), k: () => go(-1) });
  // The rows were drawn anew.
  useEffect(reach);
}
