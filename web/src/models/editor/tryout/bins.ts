import type { Histogram } from '../types';

/** A bar of the drawing: shares of its width and height. */
export interface Bar {
  x: number;
  width: number;
  before: number;
  after: number;
  from: number;
  /** Null for the last bin, which is open. */
  to: number | null;
  people: { before: number; after: number };
}

/**
 * The bars of a histogram. Heights go by the square root of the people: next
 * to the crowd at zero, the few with high scores would vanish otherwise.
 */
export function barsOf({ from, step, before, after }: Histogram): Bar[] {
  const count = Math.max(before.length, after.length);
  const most = Math.max(1, ...before, ...after);
  const height = (people: number) => Math.sqrt(Math.max(0, people) / most);
  return Array.from({ length: count }, (_, nth) => {
    const people = { before: before[nth] ?? 0, after: after[nth] ?? 0 };
    return {
      x: nth / count,
      width: 1 / count,
      before: height(people.before),
      after: height(people.after),
      from: from + nth * step,
      to: nth === count - 1 ? null : from + (nth + 1) * step,
      people,
    };
  });
}

/** The outline of the old bars as the points of a line, in shares of the drawing from the upper left. */
export function outlineOf(bars: readonly Bar[]): [number, number][] {
  return bars.flatMap((bar): [number, number][] => [
    [bar.x, 1 - bar.before],
    [bar.x + bar.width, 1 - bar.before],
  ]);
}
