import { useQuery } from '@tanstack/react-query';
import { useModelKey } from '../../models/modelKey';
import { explanationQuery } from '../queries';
import type { Explanation, PersonDetail } from '../types';
import { endOfDay } from './asOf';

/** What the head of the page says of a person. */
export type Standing = Pick<PersonDetail, 'temperature' | 'velocity' | 'stage' | 'grade' | 'kind' | 'disqualified' | 'last_touch'>;

/** What an explanation says of the same. */
export function standingOf({ temperature, velocity, lifecycle, grade, kind, disqualified, last_touch }: Explanation): Standing {
  return { temperature: temperature.value, velocity, stage: lifecycle.stage, grade, kind, disqualified, last_touch };
}

/**
 * What is said at the head of the page: that of the model and the day which the scores below are of. Undefined until it
 * is known.
 */
export function useStanding(person: PersonDetail, day: string | undefined): Standing | undefined {
  const model = useModelKey();
  const at = endOfDay(day);
  const isOther = at !== undefined || model !== undefined;
  const { data, isPlaceholderData } = useQuery({ ...explanationQuery(person.id, model, at), enabled: isOther });
  if (!isOther) return person;
  if (!data || isPlaceholderData) return undefined;
  // Cards follow the primary model alone.
  return model === undefined ? standingOf(data) : { ...standingOf(data), kind: person.kind };
}
