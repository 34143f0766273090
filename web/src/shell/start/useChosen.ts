import { useQuery } from '@tanstack/react-query';
import { versionsQuery } from '../../models/editor/queries';
import { useModelKey } from '../../models/modelKey';

/** Whether somebody chose the model in force: the first version came by itself, whoever chooses makes the next one. */
export function useChosen(): boolean {
  const { data: versions = [] } = useQuery(versionsQuery(useModelKey()));
  return versions.length > 1;
}
