import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { filterProblem } from '../../api/problem';
import { FilterBar } from '../../filters/FilterBar';
import { useFormat } from '../../i18n/format';
import { ModelKeyContext } from '../../models/modelKey';
import { ModelPicker } from '../../models/ModelPicker';
import { PageHeader } from '../../shared/PageHeader';
import { EmptyState, ErrorState } from '../../shared/states';
import { mapQuery } from '../queries';
import type { LifecycleMap } from '../types';
import classes from './Map.module.css';
import { boundsOf } from './points';
import { StageCard } from './StageCard';

const route = getRouteApi('/map');

function Legend() {
  const { t } = useTranslation();
  return (
    <div className={classes.legend}>
      {(['cold', 'warm', 'hot'] as const).map((value) => (
        <span key={value} data-temperature={value}>
          {t(`temperature.${value}`)}
        </span>
      ))}
      <span className={classes.sizes}>{t('map.size')}</span>
    </div>
  );
}

function Stages({ map, filter }: { map: LifecycleMap; filter: string }) {
  const { t } = useTranslation();
  const bounds = boundsOf(map);
  if (map.stages.every((stage) => stage.count === 0)) {
    return <EmptyState title={t('map.empty')} text={filter ? t('today.nobodyText') : t('today.emptyText')} />;
  }
  return (
    <div className={classes.grid} data-testid="map-grid">
      {map.stages.map((stage) => (
        <StageCard key={stage.key} stage={stage} areas={map.areas} bounds={bounds} filter={filter} />
      ))}
    </div>
  );
}

/** Everybody at once: one plane of fit and engagement per lifecycle stage. */
export function MapPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { model, filter = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const map = useQuery(mapQuery(model, filter));
  const problem = filterProblem(map.error);
  const count = map.data?.stages.reduce((sum, stage) => sum + stage.count, 0);
  return (
    <ModelKeyContext value={model}>
      <PageHeader
        title={t('map.title')}
        lead={t('map.lead')}
        aside={
          <div className={classes.aside}>
            <ModelPicker onModel={(next) => void navigate({ search: { model: next } })} />
            <Legend />
          </div>
        }
      />
      <FilterBar
        filter={filter}
        problem={problem}
        total={count === undefined ? null : t('today.total', { count, value: format.whole(count) })}
        stale={map.isPlaceholderData}
        onFilter={(next) => void navigate({ search: { model, filter: next || undefined } })}
      />
      {map.isPending && (
        <div className={classes.grid} aria-busy>
          {[0, 1, 2, 3].map((place) => (
            <Skeleton key={place} height={360} radius="lg" />
          ))}
        </div>
      )}
      {map.isError && !problem && <ErrorState error={map.error} onRetry={() => void map.refetch()} />}
      {map.data && <Stages map={map.data} filter={filter} />}
    </ModelKeyContext>
  );
}
