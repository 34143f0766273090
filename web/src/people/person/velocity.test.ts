import { describe, expect, it } from 'vitest';
import type { EngagementRule } from '../types';
import { pull, velocityReasons } from './velocity';

const AT = '2026-05-31T00:00:00Z';
const ago = (days: number) => new Date(Date.parse(AT) - days * 86_400_000).toISOString();

const rule = (name: string, given: [days: number, points: number, capped?: boolean][]): EngagementRule => ({
  rule: name,
  count: given.length,
  capped: 0,
  decay: 'normal',
  given: 0,
  now: 0,
  contributions: given.map(([days, points, capped = false], place) => ({
    seq: String(place),
    at: ago(days),
    kind: 'Page Viewed',
    points,
    now: points,
    capped,
  })),
});

describe('what moves the velocity', () => {
  it('pushes up while it is new and pulls down when it has become usual', () => {
    expect(pull(0)).toBeCloseTo(Math.LN2 / 7 - Math.LN2 / 30, 12);
    expect(pull(40)).toBeLessThan(0);
  });

  it('is nothing for a steady stream of points', () => {
    const steady = Array.from({ length: 2000 }, (_, half): [number, number] => [half / 2, 1]);
    const [reason] = velocityReasons([rule('steady', steady)], AT, 3);
    expect(Math.abs(reason?.effect ?? 0)).toBeLessThan(0.1);
  });

  it('names the strongest rules first, whichever way they move it', () => {
    const reasons = velocityReasons([rule('old', [[30, -80]]), rule('new', [[0, 10]]), rule('tiny', [[0, 0.1]])], AT, 3);
    expect(reasons.map(({ rule, effect }) => [rule, Math.sign(effect)])).toEqual([
      ['new', 1],
      ['old', 1],
    ]);
    expect(velocityReasons([rule('a', [[0, 5]]), rule('b', [[0, 9]])], AT, 1).map(({ rule }) => rule)).toEqual(['b']);
  });

  it('leaves out what was over the limit', () => {
    expect(velocityReasons([rule('capped', [[0, 10, true]])], AT, 3)).toEqual([]);
  });
});
