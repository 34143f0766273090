import { NativeSelect } from '@mantine/core';
import { IconUser } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useErrorWords } from '../../i18n/useSays';
import { useSetOwner } from '../mutations';
import { ownersQuery } from '../queries';
import type { PersonDetail } from '../types';
import classes from './PersonPage.module.css';

/** Who looks after the person, and the choice of another. */
export function OwnerPicker({ person }: { person: Pick<PersonDetail, 'id' | 'owner' | 'merged_into'> }) {
  const { t } = useTranslation();
  const errorWords = useErrorWords();
  const { data } = useQuery(ownersQuery);
  const set = useSetOwner(person.id);
  const current = person.owner ? [person.owner] : [];
  // Whoever it is stands in the list before the others have come.
  const owners = data?.items ?? current;
  // What was chosen is shown at once, until the page has it.
  const value = set.isPending ? set.variables : (person.owner?.email ?? null);
  return (
    <NativeSelect
      className={classes.owner}
      aria-label={t('owner.label')}
      title={t('owner.label')}
      leftSection={<IconUser size={17} stroke={1.8} aria-hidden />}
      value={value ?? ''}
      disabled={person.merged_into != null}
      error={set.isError ? t('owner.failed', { message: errorWords(set.error) }) : undefined}
      onChange={({ currentTarget }) => set.mutate(currentTarget.value || null)}
      data={[{ value: '', label: t('owner.nobody') }, ...owners.map(({ email, name }) => ({ value: email, label: name || email }))]}
      data-testid="owner"
    />
  );
}
