import type { PersonSummary, Reason } from '../types';

/** The rule that gives points for what a signal is given for, by the key of the signal. */
export type RuleOfSignal = ReadonlyMap<string, string>;

/** The part of a model that tells what rules and signals are for. */
interface Rules {
  engagement?: { name: string; when: string }[] | null;
  signal?: { key: string; on?: string | null; when?: string | null; detector?: string | null }[] | null;
}

/** What ties a rule to a signal is that both ask for the same interaction; one that asks for more than that is another thing. */
export function rulesOfSignals(doc: Rules | null | undefined): RuleOfSignal {
  const rules = new Map((doc?.engagement ?? []).map(({ name, when }) => [when.trim(), name]));
  const tied = (doc?.signal ?? []).flatMap(({ key, on, when, detector }): [string, string][] => {
    const rule = on && !when && !detector ? rules.get(on.trim()) : undefined;
    return rule === undefined ? [] : [[key, rule]];
  });
  return new Map(tied);
}

/** The kinds of news that there are words for. */
const SAID = new Set(['hot', 'signal', 'stage', 'new']);

/** The reasons but the one that the news of the row names already. */
export function unsaid(person: Pick<PersonSummary, 'reasons' | 'news'>, rules: RuleOfSignal): Reason[] {
  const first = person.news.find(({ change }) => SAID.has(change));
  const signal = first?.change === 'signal' ? first.signal : null;
  if (!signal) return person.reasons;
  const names = new Set([signal.name, rules.get(signal.key)]);
  return person.reasons.filter(({ dimension, rule }) => dimension !== 'engagement' || !names.has(rule));
}
