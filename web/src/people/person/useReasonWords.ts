import { useFormat } from '../../i18n/format';
import { useWord } from '../../i18n/useWord';
import type { ProbabilityReason } from '../types';

/** Where names of reasons may have words: columns of their own, fields of the profile, kinds of interactions. */
const NAMES = ['probability.name', 'profile.field', 'interaction', 'modelName'] as const;

/** What is a name even where it looks like a number: the campaign 2024. */
const NAMED = new Set(['source', 'medium', 'campaign', 'channel', 'mailbox']);

/** A number as the server writes it; not 01234, which counts nothing. */
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?$/;

/** What a reason of a probability looked at, and what the person has there, in words. */
export function useReasonWords(): (reason: Pick<ProbabilityReason, 'name' | 'value'>) => { name: string; value: string | null } {
  const word = useWord();
  const format = useFormat();
  const valueOf = (name: string, value: string) => {
    // Rounded, what is a little below nothing is -0 to the server.
    if (!NAMED.has(name) && NUMBER.test(value)) return format.tenth(Number(value) || 0);
    return word('probability.value', value);
  };
  return ({ name, value }) => ({
    name: NAMES.map((group) => word(group, name)).find((words) => words !== name) ?? name,
    value: value ? valueOf(name, value) : null,
  });
}

/**
 * The reasons without those that a stronger one is the same as, in words or as the server calls it: a rule and the
 * kind of interaction that it is about, `Form submitted` and `Form Submitted`.
 */
export function distinctReasons(reasons: readonly ProbabilityReason[], nameOf: (reason: ProbabilityReason) => string): ProbabilityReason[] {
  const kept: ProbabilityReason[] = [];
  const taken = new Set<string>();
  for (const reason of reasons.toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))) {
    const names = [nameOf(reason), reason.name].map((name) => name.toLowerCase());
    if (names.some((name) => taken.has(name))) continue;
    kept.push(reason);
    for (const name of names) taken.add(name);
  }
  return reasons.filter((reason) => kept.includes(reason));
}
