import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { draftQuery } from '../api/model';
import { PageHeader } from '../shared/PageHeader';
import { ErrorState } from '../shared/states';
import './styles';
import { ModelEditor } from './ModelEditor';

/** The scoring model: written here, tried on everybody while it changes, and published. */
export function ModelPage() {
  const { t } = useTranslation();
  const draft = useQuery(draftQuery);
  // A failed look at a draft that is being edited takes nothing away.
  if (draft.data) return <ModelEditor initial={draft.data} />;
  return (
    <>
      <PageHeader title={t('model.title')} lead={t('model.lead')} />
      {draft.isError ? <ErrorState error={draft.error} onRetry={() => void draft.refetch()} /> : <Skeleton height={560} radius="lg" />}
    </>
  );
}
