import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { overviewQuery } from '../../people/queries';

/** Whether the first steps are shown: from an empty installation until what arrived has been seen. */
export function useFirstSteps(): { open: boolean; done: () => void } {
  const { data } = useQuery(overviewQuery(undefined));
  const [seen, setSeen] = useState<'empty' | 'done' | null>(null);
  if (data?.people === 0 && seen === null) setSeen('empty');
  return { open: seen === 'empty', done: () => setSeen('done') };
}
