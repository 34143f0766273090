/** Height of the drawing of a plane, in pixels. */
export const HEIGHT = 340;

/** Room around the plane for the labels of its axes, in pixels. */
const LEFT = 42;
const BOTTOM = 34;
const TOP = 8;
const RIGHT = 10;

/** Where the plane lies within its drawing. Shares of the plane count from its upper left corner. */
export interface Frame {
  left: number;
  bottom: number;
  width: number;
  height: number;
  middle: { x: number; y: number };
  /** Shares of the plane to pixels. */
  x: (share: number) => number;
  y: (share: number) => number;
  /** Pixels to shares of the plane. */
  shareOf: (pixels: { x: number; y: number }) => { x: number; y: number };
}

/** The frame of a drawing of a width in pixels. */
export function frameOf(outer: number): Frame {
  const width = Math.max(1, outer - LEFT - RIGHT);
  const height = HEIGHT - TOP - BOTTOM;
  return {
    left: LEFT,
    bottom: TOP + height,
    width,
    height,
    middle: { x: LEFT + width / 2, y: TOP + height / 2 },
    x: (share) => LEFT + share * width,
    y: (share) => TOP + share * height,
    shareOf: ({ x, y }) => ({ x: (x - LEFT) / width, y: (y - TOP) / height }),
  };
}
