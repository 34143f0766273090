import { Button, Skeleton } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../../shared/PageHeader';
import { EmptyState, ErrorState } from '../../../shared/states';
import { versionsQuery } from '../queries';
import '../styles';
import { Rescoring } from '../publish/Rescoring';
import { VersionDetail } from './VersionDetail';
import { VersionList } from './VersionList';
import classes from './Versions.module.css';
import { ModelKeyContext } from '../../modelKey';
import { ModelPicker } from '../../ModelPicker';

const route = getRouteApi('/model/versions');

function Versions() {
  const { t } = useTranslation();
  const { model, version, against } = route.useSearch();
  const navigate = route.useNavigate();
  const versions = useQuery(versionsQuery(model));
  const items = versions.data ?? [];
  const shown = items.find((item) => item.version === version) ?? items[0];

  return (
    <>
      <PageHeader
        title={t('model.versions.title')}
        lead={t('model.versions.lead')}
        aside={
          <div className={classes.actions}>
            <ModelPicker onModel={(next) => void navigate({ search: { model: next } })} />
            <Button renderRoot={(props) => <Link {...props} to="/model" search={{ model }} />} variant="default" leftSection={<IconPencil size={17} aria-hidden />}>
              {t('model.versions.edit')}
            </Button>
          </div>
        }
      />
      <Rescoring />
      {versions.isPending && <Skeleton height={360} radius="lg" />}
      {versions.isError && <ErrorState error={versions.error} onRetry={() => void versions.refetch()} />}
      {versions.isSuccess && !shown && <EmptyState title={t('model.versions.none')} />}
      {shown && (
        <div className={classes.page}>
          <VersionList items={items} shown={shown.version} />
          <VersionDetail
            key={shown.version}
            version={shown}
            items={items}
            against={against}
            onAgainst={(next) => void navigate({ search: { model, version: shown.version, against: next } })}
          />
        </div>
      )}
    </>
  );
}

/** Every published version of a model: what it changed, its text, and the way back to it. */
export function VersionsPage() {
  const { model } = route.useSearch();
  return (
    <ModelKeyContext value={model}>
      <Versions />
    </ModelKeyContext>
  );
}
