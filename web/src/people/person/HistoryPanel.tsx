import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { LazyChart } from '../../charts/LazyChart';
import { useColors } from '../../charts/useColors';
import { useFormat } from '../../i18n/format';
import { dayOf } from '../../shared/days';
import { Panel } from '../../shared/Panel';
import { EmptyState, ErrorState } from '../../shared/states';
import { historyQuery } from '../queries';
import type { History } from '../types';
import classes from './HistoryPanel.module.css';
import { historyOption } from './historyOption';
import { useModelKey } from '../../models/modelKey';

const DAYS = 90;
const HEIGHT = 240;

interface HistoryPanelProps {
  id: string;
  day: string | undefined;
  onDay: (day: string | undefined) => void;
}

function HistoryChart({ points, day, onDay }: { points: History['points'] } & Omit<HistoryPanelProps, 'id'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const colors = useColors();
  const option = useMemo(
    () =>
      historyOption({ points, day, colors, format, words: { engagement: t('dimension.engagement'), fit: t('dimension.fit') } }),
    [points, day, colors, format, t],
  );
  const pick = useCallback(
    (at: number) => {
      const picked = dayOf(at);
      onDay(picked === dayOf(new Date()) ? undefined : picked);
    },
    [onDay],
  );
  return <LazyChart option={option} height={HEIGHT} label={t('history.label', { count: DAYS })} onPlace={pick} />;
}

/** How engagement and fit came to be; choosing a day shows the scores of that day. */
export function HistoryPanel({ id, day, onDay }: HistoryPanelProps) {
  const { t } = useTranslation();
  const history = useQuery(historyQuery(id, useModelKey(), DAYS));
  const legend = (
    <span className={classes.legend}>
      <span data-dimension="engagement">{t('dimension.engagement')}</span>
      <span data-dimension="fit">{t('dimension.fit')}</span>
    </span>
  );
  return (
    <Panel title={t('history.title')} aside={legend} testId="history">
      {history.isPending && <Skeleton height={HEIGHT} />}
      {history.isError && <ErrorState error={history.error} onRetry={() => void history.refetch()} />}
      {history.data?.points.length === 0 && <EmptyState title={t('history.empty')} />}
      {history.data && history.data.points.length > 0 && (
        <HistoryChart points={history.data.points} day={day} onDay={onDay} />
      )}
    </Panel>
  );
}
