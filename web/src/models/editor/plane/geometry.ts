import { patched } from '../doc/edit';
import type { Area } from '../types';

/** The part of the fit × engagement plane that is drawn. */
export interface Bounds {
  fit: readonly [number, number];
  engagement: readonly [number, number];
}

export const EDGES = ['fit_from', 'fit_below', 'engagement_from', 'engagement_below'] as const;
export type Edge = (typeof EDGES)[number];

/** A place of the drawing in shares of its width and height, from the upper left. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export function axisOf(edge: Edge): 'fit' | 'engagement' {
  return edge.startsWith('fit') ? 'fit' : 'engagement';
}

const STEP = 20;
/** Of people's fit, the least that the plane makes room for. */
const LEAST_FIT = -60;

function even(value: number): number {
  return Math.ceil(value / STEP) * STEP;
}

function known(values: (number | undefined)[]): number[] {
  return values.filter((value) => value !== undefined);
}

/** Bounds in even steps in which every edge, and those of people, have room. */
export function boundsOf(areas: readonly Area[], people: readonly { fit: number; engagement: number }[] = []): Bounds {
  const fits = known(areas.flatMap((area) => [area.fit_from, area.fit_below]));
  const engagements = known(areas.flatMap((area) => [area.engagement_from, area.engagement_below]));
  const sorted = people.map(({ engagement }) => engagement).toSorted((a, b) => a - b);
  // A few very active people would squeeze everybody else into the lower edge.
  const most = sorted[Math.floor(sorted.length * 0.97)] ?? 0;
  // Nor do a few competitors, whose fit is far below everybody's.
  const low = Math.min(0, ...fits, Math.max(LEAST_FIT, people.reduce((least, { fit }) => Math.min(least, fit), 0)));
  const high = people.reduce((most, { fit }) => Math.max(most, fit), Math.max(80, ...fits));
  return {
    fit: [-even(-low) || 0, even(high + 5)],
    engagement: [0, even(Math.max(100, most, ...engagements) * 1.25)],
  };
}

/** Whether every edge lies inside the bounds. */
export function fits(areas: readonly Area[], { fit, engagement }: Bounds): boolean {
  return areas.every((area) =>
    EDGES.every((edge) => {
      const value = area[edge];
      if (value === undefined) return true;
      return axisOf(edge) === 'fit' ? value >= fit[0] && value <= fit[1] : value <= engagement[1];
    }),
  );
}

function share(value: number, [low, high]: readonly [number, number]): number {
  return Math.min(1, Math.max(0, (value - low) / (high - low)));
}

/** Where a point is drawn. */
export function placeOf(fit: number, engagement: number, bounds: Bounds): { x: number; y: number } {
  return { x: share(fit, bounds.fit), y: 1 - share(engagement, bounds.engagement) };
}

/** Where an area is drawn; nothing is left of one whose edges cross. */
export function boxOf(area: Area, bounds: Bounds): Box {
  const left = share(area.fit_from ?? -Infinity, bounds.fit);
  const right = share(area.fit_below ?? Infinity, bounds.fit);
  const bottom = share(area.engagement_from ?? -Infinity, bounds.engagement);
  const top = share(area.engagement_below ?? Infinity, bounds.engagement);
  return { x: left, y: 1 - top, width: Math.max(0, right - left), height: Math.max(0, top - bottom) };
}

/** Where the name of an area stands: a corner that no later area covers, the upper left if it can be. */
export interface Corner {
  x: number;
  y: number;
  right: boolean;
  low: boolean;
}

/** How far inside its corner a name is looked for, as a share of the plane. */
const INSET = 0.03;

export function cornerOf(boxes: readonly Box[], nth: number): Corner | null {
  const box = boxes[nth];
  if (!box || box.width === 0 || box.height === 0) return null;
  const corners = [
    { right: false, low: false },
    { right: true, low: false },
    { right: true, low: true },
    { right: false, low: true },
  ].map(({ right, low }) => ({ right, low, x: box.x + (right ? box.width : 0), y: box.y + (low ? box.height : 0) }));
  const covered = ({ right, low, x, y }: Corner) => {
    const at = { x: x + (right ? -INSET : INSET), y: y + (low ? -INSET : INSET) };
    return boxes.slice(nth + 1).some((later) => at.x > later.x && at.x < later.x + later.width && at.y > later.y && at.y < later.y + later.height);
  };
  return corners.find((corner) => !covered(corner)) ?? null;
}

/** The value of an edge under a place of the drawing, in whole points. */
export function valueAt(edge: Edge, place: { x: number; y: number }, bounds: Bounds): number {
  const [low, high] = bounds[axisOf(edge)];
  const along = axisOf(edge) === 'fit' ? place.x : 1 - place.y;
  return Math.round(low + Math.min(1, Math.max(0, along)) * (high - low));
}

const OTHER: Record<Edge, Edge> = {
  fit_from: 'fit_below',
  fit_below: 'fit_from',
  engagement_from: 'engagement_below',
  engagement_below: 'engagement_from',
};

/** Moves an edge, though never across the opposite one. */
export function withEdge<A extends Area>(area: A, edge: Edge, value: number | undefined): A {
  const other = area[OTHER[edge]];
  if (value === undefined || other === undefined) return patched(area, { [edge]: value } as Partial<A>);
  const kept = edge.endsWith('from') ? Math.min(value, other - 1) : Math.max(value, other + 1);
  return patched(area, { [edge]: kept } as Partial<A>);
}

/** Steps between the marks of an axis: about five of them, at round numbers. */
export function marks([low, high]: readonly [number, number]): number[] {
  const step = [10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10_000].find((size) => (high - low) / size <= 6) ?? (high - low) / 5;
  const first = Math.ceil(low / step) * step;
  return Array.from({ length: Math.floor((high - first) / step) + 1 }, (_, nth) => first + nth * step);
}
