import { Skeleton } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { LazyChart } from '../charts/LazyChart';
import { useColors } from '../charts/useColors';
import { useFormat } from '../i18n/format';
import { Coded } from '../shared/Coded';
import { Panel } from '../shared/Panel';
import classes from './Backtest.module.css';
import { seriesOption } from './curves';
import { driftQuery } from './queries';
import type { SeriesPoint } from './types';

const HEIGHT = 220;

/** Says when the model in force has stopped ranking. */
export function DriftAlarm() {
  const { t } = useTranslation();
  const { data } = useQuery(driftQuery);
  if (data?.state !== 'alarm') return null;
  return (
    <div className={classes.alarm} role="alert" data-testid="drift-alarm">
      <IconAlertTriangle size={20} stroke={1.8} aria-hidden />
      <span>
        <strong>{t('backtest.alarm')}</strong> <Coded text={data.message} />
      </span>
    </div>
  );
}

/** The ranking at one cut-off after another. */
export function SeriesPanel({ series, stale }: { series: SeriesPoint[]; stale?: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const colors = useColors();
  const known = series.filter(({ auc }) => auc != null).length;
  const option = useMemo(
    () => seriesOption(series, { colors, format }, { auc: t('backtest.auc'), chance: t('backtest.chance'), converted: t('backtest.converted') }),
    [series, colors, format, t],
  );
  if (stale) return <Skeleton height={HEIGHT} radius="lg" />;
  return (
    <Panel title={t('backtest.overTime')} aside={t('backtest.overTimeNote')} testId="backtest-series">
      {known > 1 ? <LazyChart option={option} height={HEIGHT} label={t('backtest.overTime')} /> : <p className={classes.dim}>{t('backtest.overTimeFew')}</p>}
    </Panel>
  );
}
