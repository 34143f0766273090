import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { drawnFit, readPoint } from '../../../people/map/points';
import { mapQuery } from '../../../people/queries';
import { useModelKey } from '../../modelKey';

/** Dots that a plane is drawn with; more would only cover each other. */
const MOST = 900;

/** Where people are now, or an even sample of them. */
export function usePeople(): { fit: number; engagement: number }[] {
  const { data } = useQuery(mapQuery(useModelKey(), ''));
  return useMemo(() => {
    const all = data?.stages.flatMap((stage) => stage.points.map((point) => readPoint(point as (string | number)[]))) ?? [];
    const step = Math.max(1, Math.ceil(all.length / MOST));
    return all.filter((_, nth) => nth % step === 0).map((person) => ({ fit: drawnFit(person), engagement: person.engagement }));
  }, [data]);
}
