import { useQuery } from '@tanstack/react-query';
import { overviewQuery } from '../people/queries';
import { usualHorizon } from './request';

/** The horizon when none was chosen; undefined until the server has told, or has failed to. */
export function useHorizon(): string | undefined {
  const { data, isPending, errorUpdateCount } = useQuery(overviewQuery(undefined));
  return isPending && errorUpdateCount === 0 ? undefined : usualHorizon(data?.probability_days);
}
