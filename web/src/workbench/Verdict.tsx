import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import { quality } from './advice';
import classes from './Backtest.module.css';
import type { Backtest, Estimate } from './types';

interface FigureProps {
  label: string;
  value: string;
  interval?: string | null;
  note?: ReactNode;
  testId?: string;
}

function Figure({ label, value, interval, note, testId }: FigureProps) {
  return (
    <div className={classes.figure} data-testid={testId}>
      <span className={classes.label}>{label}</span>
      <span className={`${classes.number} rp-number`}>{value}</span>
      <span className={classes.note}>
        {interval && <span className="rp-number">{interval}</span>}
        {note && <span>{note}</span>}
      </span>
    </div>
  );
}

function show({ value }: Estimate, write: (value: number) => string): string {
  return value == null ? '–' : write(value);
}

/** The figures that say how well a model ranks, each with its 95 % interval. */
export function Verdict({ test }: { test: Backtest }) {
  const { t } = useTranslation();
  const format = useFormat();
  const interval = ({ low, high }: Estimate, write: (value: number) => string) =>
    low == null || high == null ? null : t('backtest.interval', { low: write(low), high: write(high) });
  const rank = quality(test.auc.value);
  return (
    <>
      {rank && test.auc.value != null && (
        <p className={classes.verdict} data-quality={rank} data-testid="backtest-verdict">
          <strong>{t(`backtest.quality.${rank}`)}</strong>{' '}
          {t('backtest.inWords', { share: format.percent(test.auc.value) })}
        </p>
      )}
      <section className={classes.figures} aria-label={t('backtest.figures')}>
        <Figure testId="backtest-auc" label={t('backtest.auc')} value={show(test.auc, format.ratio)} interval={interval(test.auc, format.ratio)} />
        <Figure
          label={t('backtest.parts')}
          value={`${show(test.auc_engagement, format.ratio)} · ${show(test.auc_fit, format.ratio)}`}
          note={`${t('dimension.engagement')} · ${t('dimension.fit')}`}
        />
        <Figure label={t('backtest.lift')} value={test.lift_at_10.value == null ? '–' : t('backtest.times', { value: format.tenth(test.lift_at_10.value) })} interval={interval(test.lift_at_10, format.tenth)} />
        <Figure
          label={t('backtest.calibrationError')}
          value={test.calibration_error == null ? '–' : format.percent(test.calibration_error)}
          note={test.brier == null ? null : t('backtest.brier', { value: format.exact(test.brier) })}
        />
        <Figure
          label={t('backtest.converted')}
          value={format.compact(test.converted)}
          note={t('backtest.ofPeople', { count: test.people, value: format.whole(test.people) })}
        />
      </section>
    </>
  );
}
