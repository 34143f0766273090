import { type DragEvent, useId, useState } from 'react';

export interface Reorder {
  /** Moves a row; with `follow` the focus goes with it. */
  move: (from: number, to: number, follow?: boolean) => void;
  start: (index: number) => void;
  end: () => void;
  gripId: (index: number) => string;
  /** What a row needs so that others can be dropped on it. */
  target: (index: number) => {
    onDragOver: (event: DragEvent) => void;
    onDrop: (event: DragEvent) => void;
    'data-drop'?: 'before' | 'after';
    'data-dragged'?: boolean;
  };
}

/** Reordering of a list by dragging and by keys. */
export function useReorder(count: number, onMove: (from: number, to: number) => void): Reorder {
  const base = useId();
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const gripId = (index: number) => `${base}-${index}`;
  const end = () => {
    setDragged(null);
    setOver(null);
  };
  const move = (from: number, to: number, follow = false) => {
    if (to < 0 || to >= count || to === from) return;
    onMove(from, to);
    if (follow) requestAnimationFrame(() => document.getElementById(gripId(to))?.focus());
  };
  return {
    move,
    end,
    gripId,
    start: setDragged,
    target: (index) => ({
      onDragOver: (event) => {
        if (dragged === null) return;
        event.preventDefault();
        setOver(index);
      },
      onDrop: (event) => {
        event.preventDefault();
        if (dragged !== null) move(dragged, index);
        end();
      },
      'data-drop': dragged !== null && over === index && dragged !== index ? (dragged > index ? 'before' : 'after') : undefined,
      'data-dragged': dragged === index || undefined,
    }),
  };
}
