import type { ProbabilityReason } from '../api/types';
import { useWord } from '../i18n/useWord';

/** Where names of reasons may have words: columns of their own, fields of the profile, kinds of interactions. */
const NAMES = ['probability.name', 'profile.field', 'interaction', 'modelName'] as const;

/** What a reason of a probability looked at, and what the person has there, in words. */
export function useReasonWords(): (reason: Pick<ProbabilityReason, 'name' | 'value'>) => { name: string; value: string | null } {
  const word = useWord();
  return ({ name, value }) => ({
    name: NAMES.map((group) => word(group, name)).find((words) => words !== name) ?? name,
    value: value ? word('probability.value', value) : null,
  });
}
