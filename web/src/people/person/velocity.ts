import type { EngagementRule } from '../types';

/** Half-lives in days of the recent points and of the person's own baseline, as the server reckons velocity. */
const RECENT = 7;
const BASELINE = 30;
const DAY_MS = 86_400_000;

/** What one rule does to the velocity, in points a day. */
export interface VelocityReason {
  rule: string;
  effect: number;
}

/** Points a day that a point given `days` ago makes with a half-life: a steady stream of r a day settles at r. */
function rate(days: number, halfLife: number): number {
  return (Math.LN2 / halfLife) * 2 ** (-days / halfLife);
}

/** What a point given `days` ago does to the velocity: recent points push it up, what has become usual pulls it down. */
export function pull(days: number): number {
  return rate(days, RECENT) - rate(days, BASELINE);
}

/** The rules that move the velocity most, strongest first; those that hardly do are left out. */
export function velocityReasons(rules: readonly EngagementRule[], at: string, most: number): VelocityReason[] {
  const now = Date.parse(at);
  return rules
    .map(({ rule, contributions }) => ({
      rule,
      effect: contributions
        .filter(({ capped }) => !capped)
        .reduce((sum, given) => sum + given.points * pull((now - Date.parse(given.at)) / DAY_MS), 0),
    }))
    .filter(({ effect }) => Math.abs(effect) >= LEAST)
    .toSorted((one, other) => Math.abs(other.effect) - Math.abs(one.effect))
    .slice(0, most);
}

/** Effects below this show as nothing. */
const LEAST = 0.05;
