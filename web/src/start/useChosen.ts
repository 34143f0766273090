import { useLocalStorage } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { versionsQuery } from '../api/model';
import { useModelKey } from '../models/modelKey';

/**
 * Whether somebody chose the model in force: the server tells of every version after the one that came by itself,
 * this device that somebody here was content with that one.
 */
export function useChosen(): { chosen: boolean; content: () => void } {
  const { data: versions = [] } = useQuery(versionsQuery(useModelKey()));
  const [isContent, setContent] = useLocalStorage({ key: 'ripen.start', defaultValue: false, getInitialValueInEffect: false });
  return { chosen: isContent || versions.length > 1, content: () => setContent(true) };
}
