import { useEffect, useId, useMemo, useRef, useState } from 'react';

/** What a row shows while another is dragged: where that one would go, or that it is the one. */
export type DropMark = 'before' | 'after' | 'dragged' | undefined;

/** Moving rows. These stay the same from one drawing to the next. */
export interface ReorderActs {
  /** Moves a row; with `follow` the focus goes with it. */
  move: (from: number, to: number, follow?: boolean) => void;
  start: (index: number) => void;
  over: (index: number) => boolean;
  drop: (index: number) => void;
  end: () => void;
  gripId: (index: number) => string;
}

/** Where the dragged row would go, seen from the row at `index`. */
export function markOf(dragged: number | null, over: number | null, index: number): DropMark {
  if (dragged === null) return undefined;
  if (dragged === index) return 'dragged';
  if (over !== index) return undefined;
  return dragged > index ? 'before' : 'after';
}

/** Reordering of a list by dragging and by keys. */
export function useReorder(count: number, onMove: (from: number, to: number) => void) {
  const base = useId();
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const latest = useRef({ count, onMove, dragged });
  useEffect(() => {
    latest.current = { count, onMove, dragged };
  });
  const acts = useMemo((): ReorderActs => {
    const gripId = (index: number) => `${base}-${index}`;
    const move = (from: number, to: number, follow = false) => {
      if (to < 0 || to >= latest.current.count || to === from) return;
      latest.current.onMove(from, to);
      if (follow) requestAnimationFrame(() => document.getElementById(gripId(to))?.focus());
    };
    const end = () => {
      setDragged(null);
      setOver(null);
    };
    return {
      gripId,
      move,
      end,
      start: setDragged,
      over: (index) => {
        if (latest.current.dragged === null) return false;
        setOver(index);
        return true;
      },
      drop: (index) => {
        if (latest.current.dragged !== null) move(latest.current.dragged, index);
        end();
      },
    };
  }, [base]);
  return { acts, mark: (index: number) => markOf(dragged, over, index) };
}
