import { Skeleton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import classes from './Signals.module.css';

/** Leads to the same signals without an end in time. */
export function Earlier({ signalKey }: { signalKey: string | undefined }) {
  const { t } = useTranslation();
  return (
    <Link to="/signals" search={{ key: signalKey }} className={classes.earlier} data-testid="signals-earlier">
      {t('signals.earlier')}
    </Link>
  );
}

interface SinceLineProps {
  /** How many there are since yesterday; not known yet while they are waited for. */
  total: number | null | undefined;
  /** Whether that is the number of the list before, while this one is waited for. */
  stale: boolean;
  signalKey: string | undefined;
}

/** That the list goes back to yesterday only, how many signals that are, and the way to the earlier ones. */
export function SinceLine({ total, stale, signalKey }: SinceLineProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <p className={classes.since} data-testid="signals-since">
      <span aria-live="polite" data-stale={stale}>
        {total == null ? <Skeleton component="span" display="inline-block" w={180} h={16} /> : t('signals.sinceDay', { count: total, value: format.whole(total) })}
      </span>
      <Earlier signalKey={signalKey} />
    </p>
  );
}
