import { VisuallyHidden } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format';
import { useWord } from '../../i18n/useWord';
import { SignalIcon } from '../../signals/SignalIcon';
import type { PersonSummary, RecentSignal } from '../types';
import classes from './RecentSignals.module.css';

/** Signals that have a sign of their own; the others are counted. */
const SHOWN = 5;

interface RecentSignalsProps {
  person: Pick<PersonSummary, 'id' | 'recent_signals'>;
}

/** The buying signals of the last days as small signs; what and when on hover. */
export function RecentSignals({ person }: RecentSignalsProps) {
  const { t } = useTranslation();
  const word = useWord();
  const format = useFormat();
  const signals = person.recent_signals;
  if (signals.length === 0) return null;
  const words = ({ name, at }: RecentSignal) => t('signals.when', { name: word('modelName', name), ago: format.ago(at) });
  const rest = signals.slice(SHOWN);
  return (
    // Above the link that covers the row, or nothing could be hovered; it leads to the same place.
    <Link to="/people/$personId" params={{ personId: person.id }} state={{ from: 'today' }} tabIndex={-1} className={classes.signals} data-testid="recent-signals">
      <VisuallyHidden>{t('signals.title')}: </VisuallyHidden>
      {signals.slice(0, SHOWN).map((signal) => (
        <span key={signal.key} className={classes.signal} title={words(signal)} data-signal={signal.key}>
          <SignalIcon signal={signal.key} size={14} />
          <VisuallyHidden>{words(signal)}; </VisuallyHidden>
        </span>
      ))}
      {rest.length > 0 && (
        <span className={`${classes.rest} rp-number`} title={rest.map(words).join('\n')}>
          +{format.whole(rest.length)}
        </span>
      )}
    </Link>
  );
}
