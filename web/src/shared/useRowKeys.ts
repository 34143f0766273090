import { type RefObject, useEffect, useRef, useState } from 'react';
import { useKeys } from '../shell/keys';
import { nextRow, takeOpened } from './opened';

/** The place of the row that has the focus, from 0, as rows name it in `data-row`; -1 when none has. */
function focused(list: HTMLElement | null): number {
  const row = document.activeElement?.closest<HTMLElement>('[data-row]');
  return row && list?.contains(row) ? Number(row.dataset['row']) : -1;
}

/** What has the focus in a row: its link, or what there is to press where it leads nowhere. */
export function entrance(list: Pick<ParentNode, 'querySelector'>, row: number): HTMLElement | null {
  const at = `[data-row="${row}"]`;
  return list.querySelector<HTMLElement>(`${at} a`) ?? list.querySelector<HTMLElement>(`${at} button`);
}

interface Rows {
  list: RefObject<HTMLElement | null>;
  /** Whom each row leads to, or else what it is. */
  rows: readonly { id: string }[];
  /** Brings a row into view, where not all of them are drawn. */
  onScroll?: (index: number) => void;
  /** Fetches the rows after the last, where there are some. */
  onMore?: () => void;
}

/**
 * Moves the focus through the rows of a list with j and k; Enter opens as ever. Where only rows in view are drawn, the
 * one that is wanted is scrolled to, and has the focus as soon as it is there.
 */
export function useRowKeys({ list, rows, onScroll, onMore }: Rows): void {
  const wanted = useRef<number | null>(null);
  const [from] = useState(takeOpened);
  const reach = () => {
    const link = list.current && wanted.current !== null ? entrance(list.current, wanted.current) : null;
    if (!link) return;
    wanted.current = null;
    link.focus();
  };
  const go = (step: 1 | -1) => {
    const next = nextRow(step, focused(list.current), rows, from);
    if (next >= rows.length) {
      onMore?.();
      return;
    }
    wanted.current = next;
    onScroll?.(next);
    reach();
  };
  useKeys({ j: () => go(1), k: () => go(-1) });
  // The rows were drawn anew.
  useEffect(reach);
}
