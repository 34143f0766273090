import type { LifecycleMap, MapStage } from '../types';

/** The part of the plane all quadrants show, so that they can be compared. */
export interface Bounds {
  fitFrom: number;
  fitTo: number;
  engagementTo: number;
}

/** A point as the server sends it, with names for its places. */
export interface MapPoint {
  id: string;
  fit: number;
  engagement: number;
  velocity: number;
  temperature: number;
  name: string;
}

/** Names the places of a point. */
export function readPoint(places: MapStage['points'][number]): MapPoint {
  const [id = '', fit = 0, engagement = 0, velocity = 0, temperature = 0, name = ''] = places;
  return {
    id: String(id),
    fit: Number(fit),
    engagement: Number(engagement),
    velocity: Number(velocity),
    temperature: Number(temperature),
    name: String(name),
  };
}

/** A round number at or above the value, for the end of an axis. */
export function roundUp(value: number): number {
  const step = 10 ** Math.floor(Math.log10(Math.max(1, value))) / 2;
  return Math.ceil(value / step) * step;
}

/** Fit axes end at multiples of this, so that their labels are even. */
const FIT_STEP = 20;

function even(fit: number): number {
  return Math.ceil(fit / FIT_STEP) * FIT_STEP;
}

/** The common bounds: fit as far as it goes, engagement as far as the server suggests. */
export function boundsOf(map: LifecycleMap): Bounds {
  let fitFrom = 0;
  let fitTo = 100;
  let highest = 0;
  for (const stage of map.stages) {
    for (const { fit, engagement } of stage.points.map(readPoint)) {
      fitFrom = Math.min(fitFrom, fit);
      fitTo = Math.max(fitTo, fit);
      highest = Math.max(highest, engagement);
    }
  }
  const suggested = map.engagement_scale > 0 ? map.engagement_scale : highest;
  return { fitFrom: -even(-fitFrom) || 0, fitTo: even(fitTo), engagementTo: roundUp(Math.max(10, suggested)) };
}

/** Diameters in pixels for slow, moving and fast people. */
export const SIZES = [5, 8, 13] as const;

/** Which of the sizes a velocity (change a day) has. Few sizes keep the fast drawing mode possible. */
export function sizeOf(velocity: number): 0 | 1 | 2 {
  const speed = Math.abs(velocity);
  if (speed < 0.5) return 0;
  return speed < 2.5 ? 1 : 2;
}

/** How far, in points of fit, a person is drawn from their place to either side. */
const SPREAD = 1.6;

/**
 * Where on the fit axis a person is drawn. Rules give whole steps of fit, so
 * people would cover each other; each is moved a little, always the same way.
 */
export function drawnFit({ id, fit }: Pick<MapPoint, 'id' | 'fit'>): number {
  let mixed = 0;
  for (const letter of id) mixed = Math.imul(mixed ^ (letter.codePointAt(0) ?? 0), 0x9e3779b1) ^ (mixed >>> 15);
  return fit + ((mixed >>> 0) / 0xffffffff - 0.5) * 2 * SPREAD;
}

/** The people with the highest engagement of a stage, for those who cannot use the canvas. */
export function strongest(stage: MapStage, count: number): MapPoint[] {
  return stage.points
    .map(readPoint)
    .toSorted((a, b) => b.engagement - a.engagement)
    .slice(0, count);
}
