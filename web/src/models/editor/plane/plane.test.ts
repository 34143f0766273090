import { describe, expect, it } from 'vitest';
import type { Area } from '../types';
import { frameOf } from './frame';
import { type Bounds, boundsOf, boxOf, cornerOf, EDGES, marks, placeOf, valueAt, withEdge } from './geometry';
import { temperatureAreas, withTemperatureEdge } from './temperature';

const BOUNDS: Bounds = { fit: [-20, 80], engagement: [0, 200] };

describe('drawing', () => {
  it('puts high fit to the right and high engagement above', () => {
    expect(placeOf(-20, 0, BOUNDS)).toEqual({ x: 0, y: 1 });
    expect(placeOf(80, 200, BOUNDS)).toEqual({ x: 1, y: 0 });
    expect(placeOf(500, -9, BOUNDS)).toEqual({ x: 1, y: 1 });
  });

  it('covers the plane with an area that has no edges', () => {
    expect(boxOf({}, BOUNDS)).toEqual({ x: 0, y: 0, width: 1, height: 1 });
  });

  it('draws what the edges leave', () => {
    expect(boxOf({ fit_from: 30, engagement_from: 100, engagement_below: 150 }, BOUNDS)).toEqual({ x: 0.5, y: 0.25, width: 0.5, height: 0.25 });
    expect(boxOf({ fit_from: 50, fit_below: 20 }, BOUNDS).width).toBe(0);
  });
});

function draw(...areas: Area[]) {
  return areas.map((area) => boxOf(area, BOUNDS));
}

it('finds back the shares of the plane from pixels', () => {
  const frame = frameOf(700);
  for (const share of [0, 0.25, 1]) {
    expect(frame.shareOf({ x: frame.x(share), y: frame.y(share) })).toEqual({ x: expect.closeTo(share), y: expect.closeTo(share) });
  }
  expect(frame.y(1)).toBe(frame.bottom);
});

describe('names', () => {
  it('stand in the upper left corner where it is free', () => {
    expect(cornerOf(draw({}), 0)).toMatchObject({ x: 0, y: 0, right: false, low: false });
    expect(cornerOf(draw({}, { fit_from: 30, engagement_from: 100 }), 0)).toMatchObject({ right: false, low: false });
  });

  it('go to another corner where a later area covers that one', () => {
    const boxes = draw({}, { engagement_from: 100 }, { fit_below: 0 });
    expect(cornerOf(boxes, 1)).toMatchObject({ x: 1, y: 0, right: true, low: false });
    expect(cornerOf(boxes, 0)).toMatchObject({ x: 1, y: 1, right: true, low: true });
  });

  it('are left out where nothing of the area is to be seen', () => {
    expect(cornerOf(draw({ fit_from: 20 }, {}), 0)).toBeNull();
    expect(cornerOf(draw({ fit_from: 50, fit_below: 20 }), 0)).toBeNull();
  });
});

describe('dragging', () => {
  it('gives back the value that an edge is drawn at', () => {
    for (const edge of EDGES) {
      for (const value of [0, 13, 50, 80]) {
        const axis = edge.startsWith('fit') ? placeOf(value, 0, BOUNDS) : placeOf(0, value, BOUNDS);
        expect(valueAt(edge, axis, BOUNDS)).toBe(value);
      }
    }
  });

  it('ends at the ends of the plane', () => {
    expect(valueAt('fit_from', { x: 3, y: 0 }, BOUNDS)).toBe(80);
    expect(valueAt('engagement_below', { x: 0, y: -3 }, BOUNDS)).toBe(200);
  });

  it('does not cross the opposite edge', () => {
    const area: Area = { fit_from: 10, fit_below: 30, engagement_from: 5 };
    expect(withEdge(area, 'fit_from', 90).fit_from).toBe(29);
    expect(withEdge(area, 'fit_below', -5).fit_below).toBe(11);
    expect(withEdge(area, 'engagement_from', 90).engagement_from).toBe(90);
    expect(withEdge(area, 'fit_below', undefined)).toEqual({ fit_from: 10, engagement_from: 5 });
  });
});

describe('bounds', () => {
  it('leave room around every edge', () => {
    const bounds = boundsOf([{}, { engagement_from: 300, fit_from: -80 }, { fit_below: 140 }]);
    expect(bounds.fit[0]).toBeLessThanOrEqual(-80);
    expect(bounds.fit[1]).toBeGreaterThan(140);
    expect(bounds.engagement[1]).toBeGreaterThan(300);
  });

  it('are not stretched by one very active person or one competitor', () => {
    const people = Array.from({ length: 200 }, (_, nth) => ({ fit: nth % 50, engagement: nth % 90 }));
    const bounds = boundsOf([], [...people, { fit: -500, engagement: 90_000 }]);
    expect(bounds.engagement[1]).toBeLessThan(200);
    expect(bounds.fit[0]).toBe(-60);
  });
});

it('marks axes at about five round numbers', () => {
  expect(marks([-20, 80])).toEqual([-20, 0, 20, 40, 60, 80]);
  for (const high of [40, 100, 160, 400, 900, 3000, 70_000]) {
    const found = marks([0, high]);
    expect(found.length).toBeGreaterThan(2);
    expect(found.length).toBeLessThanOrEqual(7);
    expect(found.at(-1)).toBeLessThanOrEqual(high);
  }
});

describe('temperature', () => {
  const bounds = { warm_from: 40, hot_from: 120, region: [{ temperature: 'cold' as const, fit_below: 0 }] };

  it('is areas over each other: everybody, the warm, the hot, then the exceptions', () => {
    expect(temperatureAreas(bounds).map(({ temperature, engagement_from }) => [temperature, engagement_from])).toEqual([
      ['cold', undefined],
      ['warm', 40],
      ['hot', 120],
      ['cold', undefined],
    ]);
  });

  it('moves the bounds with the edges, never past each other', () => {
    expect(withTemperatureEdge(bounds, 1, 'engagement_from', 60).warm_from).toBe(60);
    expect(withTemperatureEdge(bounds, 1, 'engagement_from', 500).warm_from).toBe(119);
    expect(withTemperatureEdge(bounds, 2, 'engagement_from', 10).hot_from).toBe(41);
    expect(withTemperatureEdge(bounds, 3, 'fit_below', 9).region?.[0]?.fit_below).toBe(9);
  });
});
