import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ModelKeyContext } from '../modelKey';
import { ModelPicker } from '../ModelPicker';
import { PageHeader } from '../../shared/PageHeader';
import { ErrorState } from '../../shared/states';
import { draftQuery } from './queries';
import './styles';
import { ModelEditor } from './ModelEditor';

const route = getRouteApi('/model');

function Model() {
  const { t } = useTranslation();
  const { model } = route.useSearch();
  const navigate = route.useNavigate();
  const draft = useQuery(draftQuery(model));
  // A failed look at a draft that is being edited takes nothing away.
  if (draft.data) return <ModelEditor key={model} initial={draft.data} />;
  const picker = <ModelPicker onModel={(next) => void navigate({ search: { model: next } })} />;
  return (
    <>
      <PageHeader title={t('model.title')} lead={t('model.lead')} aside={picker} />
      {draft.isError ? <ErrorState error={draft.error} onRetry={() => void draft.refetch()} /> : <Skeleton height={560} radius="lg" />}
    </>
  );
}

/** A scoring model: written here, tried on everybody while it changes, and published. */
export function ModelPage() {
  const { model } = route.useSearch();
  return (
    <ModelKeyContext value={model}>
      <Model />
    </ModelKeyContext>
  );
}
