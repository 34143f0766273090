import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import { overviewQuery } from '../people/queries';
import classes from './Shell.module.css';

/** From this lag on, scores on screen are visibly behind what happened. */
const LATE_MS = 2000;

/** How far the scores are behind the interactions, in one quiet line. */
export function Lag({ live }: { live: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data } = useQuery(overviewQuery(undefined));
  const lag = data?.projection_lag_ms ?? 0;
  const behind = data?.projection_behind ?? 0;
  const state = !live ? 'off' : lag > LATE_MS ? 'late' : 'fresh';
  const words = {
    off: t('lag.off'),
    late: t('lag.late', { seconds: format.tenth(lag / 1000), behind: format.compact(behind) }),
    fresh: t('lag.fresh'),
  }[state];
  return (
    <div className={classes.lag} data-testid="lag" title={t('lag.title', { count: behind, value: format.whole(behind), ms: format.whole(lag) })}>
      <span className={classes.pulse} data-state={state} aria-hidden />
      {words}
    </div>
  );
}
