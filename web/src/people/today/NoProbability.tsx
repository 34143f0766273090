import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSays } from '../../i18n/useSays';
import { useModelKey } from '../../models/modelKey';
import { Coded } from '../../shared/Coded';
import { overviewQuery, personQuery } from '../queries';

/**
 * Why a list that is in order of probability is in none: nothing was learned yet. What is missing for it the server
 * tells of a person, and it is the same of everybody in the list.
 */
export function NoProbability({ first }: { first: string | undefined }) {
  const { t } = useTranslation();
  const says = useSays();
  const { data: overview } = useQuery(overviewQuery(useModelKey()));
  const unknown = overview !== undefined && overview.probability_days == null;
  const { data: person } = useQuery({ ...personQuery(first ?? ''), enabled: unknown && first !== undefined });
  if (!unknown) return null;
  const missing = person?.probability_missing_part;
  return (
    <Text size="sm" c="dimmed" mb="sm" role="status" data-testid="no-probability">
      {t('probability.noneKnown')} {missing ? <Coded text={says(missing)} /> : t('probability.noneKnownWhy')}
    </Text>
  );
}
