import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format';
import { Panel } from '../../shared/Panel';
import { SignalEntry } from '../../signals/SignalEntry';
import signalClasses from '../../signals/Signals.module.css';
import type { SignalEvent } from '../../signals/types';
import classes from './Side.module.css';

/** The signals that had been given by an instant (RFC 3339); all, where it is now. */
export function givenUpTo(signals: SignalEvent[], at: string | undefined): SignalEvent[] {
  const end = at && Date.parse(at);
  return end ? signals.filter((signal) => Date.parse(signal.at) <= end) : signals;
}

/** The buying signals of the person, newest first, each with its evidence. */
export function SignalsPanel({ signals }: { signals: SignalEvent[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Panel
      title={t('signals.title')}
      aside={signals.length > 0 ? format.whole(signals.length) : <Link to="/signals">{t('signals.ofAll')}</Link>}
      testId="person-signals"
    >
      {signals.length === 0 && <p className={classes.nothing}>{t('signals.none')}</p>}
      <ul className={signalClasses.panelList}>
        {signals.map((signal) => (
          <SignalEntry key={`${signal.key}:${signal.at}`} signal={signal} />
        ))}
      </ul>
    </Panel>
  );
}
