import { replaced } from '../doc/edit';
import type { TemperatureBounds, TemperatureRegion } from '../types';
import { type Edge, withEdge } from './geometry';

/** Areas before the exceptions: everybody is cold, then warm, then hot. */
export const BASE_AREAS = 3;

/** The temperatures as new areas of the plane that lie over each other. */
export function temperatureAreas({ warm_from, hot_from, region = [] }: TemperatureBounds): TemperatureRegion[] {
  return [
    { temperature: 'cold' },
    { temperature: 'warm', engagement_from: warm_from },
    { temperature: 'hot', engagement_from: hot_from },
    ...region.map((exception) => structuredClone(exception)),
  ];
}

/** Moves an edge of one of the areas of {@link temperatureAreas}. */
export function withTemperatureEdge(bounds: TemperatureBounds, area: number, edge: Edge, value: number | undefined): TemperatureBounds {
  if (area < BASE_AREAS) {
    if (value === undefined) return bounds;
    if (area === 1) return { ...bounds, warm_from: Math.min(value, bounds.hot_from - 1) };
    return area === 2 ? { ...bounds, hot_from: Math.max(value, bounds.warm_from + 1) } : bounds;
  }
  const regions = bounds.region ?? [];
  const region = regions[area - BASE_AREAS];
  if (!region) return bounds;
  return { ...bounds, region: replaced(regions, area - BASE_AREAS, withEdge(region, edge, value)) };
}
