import { type AnyRule, conditionOf } from '../doc/changes';
import type { RuleEffect } from '../types';

/** Orders in which rules can be looked at; the first is that of the file. */
export const ORDERS = ['file', 'name', 'points', 'effect'] as const;
export type Order = (typeof ORDERS)[number];

/** A rule with its place in the file. */
export interface Placed<R extends AnyRule> {
  rule: R;
  index: number;
}

/** The effects of the rules of one kind by their names. */
export function effectsByName(effects: readonly RuleEffect[], kind: RuleEffect['kind']): Map<string, RuleEffect> {
  return new Map(effects.filter((effect) => effect.kind === kind).map((effect) => [effect.name, effect]));
}

/** The words of the language for the name of a rule that is shipped; the name where it is one's own. */
export type RuleWords = (name: string) => string;

/** The rules that contain a text, also in words of the language, in an order. */
export function arranged<R extends AnyRule>(
  rules: readonly R[],
  order: Order,
  search: string,
  effects: ReadonlyMap<string, RuleEffect>,
  words: RuleWords,
  language: string,
): Placed<R>[] {
  const wanted = search.trim();
  // Names and conditions are mostly English, whose I is no dotless ı.
  const has = ({ rule }: Placed<R>) =>
    `${rule.name}\n${conditionOf(rule)}`.toLowerCase().includes(wanted.toLowerCase()) ||
    words(rule.name).toLocaleLowerCase(language).includes(wanted.toLocaleLowerCase(language));
  const found = rules.map((rule, index) => ({ rule, index })).filter(has);
  const people = (rule: R) => effects.get(rule.name)?.people_after ?? 0;
  switch (order) {
    case 'file':
      return found;
    case 'name':
      return found.toSorted((a, b) => a.rule.name.localeCompare(b.rule.name));
    case 'points':
      return found.toSorted((a, b) => (b.rule.points ?? 0) - (a.rule.points ?? 0));
    case 'effect':
      return found.toSorted((a, b) => people(b.rule) - people(a.rule));
  }
}
