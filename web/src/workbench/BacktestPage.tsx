import { Skeleton } from '@mantine/core';
import { IconHourglassLow } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import { useSays } from '../i18n/useSays';
import { versionsQuery } from '../models/editor/queries';
import { Coded } from '../shared/Coded';
import { ModelKeyContext } from '../models/modelKey';
import { PageHeader } from '../shared/PageHeader';
import { EmptyState, ErrorState } from '../shared/states';
import { AdvicePanel } from './AdvicePanel';
import { AuditPanels } from './AuditPanels';
import classes from './Backtest.module.css';
import { BandsPanel } from './BandsPanel';
import { Controls } from './Controls';
import { CriteriaPanel, QualifiedPanel, TemperaturePanel } from './CriteriaPanel';
import { CurvePanels } from './CurvePanels';
import { DriftAlarm, SeriesPanel } from './DriftPanel';
import { HistoryTabs } from './HistoryTabs';
import { backtestQuery, isLoading } from './queries';
import { ReadingHistory } from './ReadingHistory';
import { backtestRequest, type BacktestSearch } from './request';
import type { Backtest } from './types';
import { useHorizon } from './useHorizon';
import { Verdict } from './Verdict';

const route = getRouteApi('/model/backtest');

function NotEnough({ test }: { test: Backtest }) {
  const { t } = useTranslation();
  const says = useSays();
  return (
    <div className={classes.missing} role="status" data-testid="backtest-not-enough">
      <IconHourglassLow size={20} stroke={1.8} aria-hidden />
      <span>
        <strong>{t('backtest.notEnough')}</strong> {test.reason_part && <Coded text={says(test.reason_part)} />}
      </span>
    </div>
  );
}

function Results({ test, stale }: { test: Backtest; stale: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className={classes.results} data-stale={stale} data-testid="backtest">
      {!test.enough && <NotEnough test={test} />}
      {test.auc.value != null && <Verdict test={test} />}
      <AdvicePanel advice={test.advice} />
      {test.bands.length > 0 && <BandsPanel bands={test.bands} />}
      {test.gains.length + test.calibration.length > 0 && <CurvePanels test={test} />}
      {test.series.length > 0 && <SeriesPanel series={test.series} />}
      {test.temperatures.length > 0 && <TemperaturePanel temperatures={test.temperatures} />}
      {test.qualified.length > 0 && <QualifiedPanel qualified={test.qualified} />}
      {test.criteria.length > 0 && <CriteriaPanel criteria={test.criteria} />}
      {test.missed.length + test.wasted.length > 0 && <AuditPanels missed={test.missed} wasted={test.wasted} />}
      <p className={classes.dim}>
        {t('backtest.made', { count: test.people, at: format.moment(test.as_of), people: format.whole(test.people), seconds: format.ratio(test.took_ms / 1000) })}
      </p>
    </div>
  );
}

/** A model measured against what really happened afterwards. */
export function BacktestPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const versions = useQuery(versionsQuery(search.of));
  const inForce = versions.data?.find(({ in_force }) => in_force)?.version;
  const usual = useHorizon();
  const test = useQuery({ ...backtestQuery(search.of, backtestRequest(search, inForce ?? 0, usual ?? '')), enabled: inForce !== undefined && usual !== undefined });
  const change = useCallback((next: BacktestSearch) => void navigate({ search: next, replace: true, resetScroll: false }), [navigate]);
  const failed = versions.error ?? test.error;
  return (
    <ModelKeyContext value={search.of}>
      <PageHeader title={t('backtest.title')} lead={t('backtest.lead')} aside={<HistoryTabs onModel={(of) => change({ of })} />} />
      {/* Drift is watched of the primary model alone. */}
      {search.of === undefined && <DriftAlarm />}
      <Controls search={search} onSearch={change} asOf={test.data && !isLoading(test.data) ? test.data.as_of : undefined} />
      {failed && <ErrorState error={failed} onRetry={() => void (versions.isError ? versions : test).refetch()} />}
      {versions.isSuccess && inForce === undefined && <EmptyState title={t('backtest.noModel')} />}
      {!failed && isLoading(test.data) && <ReadingHistory loading={test.data.loading} />}
      {!failed && test.data && !isLoading(test.data) && <Results test={test.data} stale={test.isPlaceholderData} />}
      {!failed && !test.data && inForce !== undefined && <Skeleton height={420} radius="lg" />}
    </ModelKeyContext>
  );
}
