import { Button, Skeleton } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { versionsQuery } from '../../api/model';
import { PageHeader } from '../../shared/PageHeader';
import { EmptyState, ErrorState } from '../../shared/states';
import '../styles';
import { Rescoring } from '../publish/Rescoring';
import { VersionDetail } from './VersionDetail';
import { VersionList } from './VersionList';
import classes from './Versions.module.css';

const route = getRouteApi('/model/versions');

/** Every published version of the model: what it changed, its text, and the way back to it. */
export function VersionsPage() {
  const { t } = useTranslation();
  const { version, against } = route.useSearch();
  const navigate = route.useNavigate();
  const versions = useQuery(versionsQuery);
  const items = versions.data ?? [];
  const shown = items.find((item) => item.version === version) ?? items[0];

  return (
    <>
      <PageHeader
        title={t('model.versions.title')}
        lead={t('model.versions.lead')}
        aside={
          <Button component={Link} to="/model" variant="default" leftSection={<IconPencil size={17} aria-hidden />}>
            {t('model.versions.edit')}
          </Button>
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
            onAgainst={(next) => void navigate({ search: { version: shown.version, against: next } })}
          />
        </div>
      )}
    </>
  );
}
