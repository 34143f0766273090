import type { Suggestion } from './types';

interface Rule {
  name: string;
  points?: number;
}

/** The parts of a model that points are suggested for. */
export interface Rules {
  engagement: Rule[];
  fit: Rule[];
}

export type Accepted = Pick<Suggestion, 'kind' | 'rule' | 'suggested'>;

/** Names one line of the suggestions: rules of both kinds may have the same name. */
export function lineKey({ kind, rule }: Pick<Suggestion, 'kind' | 'rule'>): string {
  return `${kind}:${rule}`;
}

/** Whether a suggestion would change anything. */
export function changes({ points, suggested }: Pick<Suggestion, 'points' | 'suggested'>): boolean {
  return points !== suggested;
}

/** The model with the accepted points, everything else as it is; and rules that it does not have. */
export function withPoints<M extends Rules>(model: M, accepted: readonly Accepted[]): { model: M; unknown: string[] } {
  const points = new Map(accepted.map((line) => [lineKey(line), line.suggested]));
  const found = new Set<string>();
  const apply = <R extends Rule>(kind: Suggestion['kind'], rules: R[]): R[] =>
    rules.map((rule) => {
      const key = lineKey({ kind, rule: rule.name });
      const next = points.get(key);
      if (next === undefined) return rule;
      found.add(key);
      return { ...rule, points: next };
    });
  const next = { ...model, engagement: apply('engagement', model.engagement), fit: apply('fit', model.fit) };
  return { model: next, unknown: accepted.filter((line) => !found.has(lineKey(line))).map(({ rule }) => rule) };
}

/**
 * Points as shares of the width of a scale that all lines have in common. It reaches a little beyond all points;
 * wider intervals, of rules that few people met, run to its ends.
 */
export function scale(items: readonly Suggestion[]): { at: (points: number) => number; zero: number } {
  const values = items.flatMap(({ points, suggested }) => [points, suggested]);
  const margin = 0.15 * Math.max(1, ...values.map(Math.abs));
  const [from, to] = [Math.min(0, ...values) - margin, Math.max(0, ...values) + margin];
  const at = (points: number) => Math.min(1, Math.max(0, (points - from) / (to - from)));
  return { at, zero: at(0) };
}
