import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import { useWord } from '../i18n/useWord';
import { Panel } from '../shared/Panel';
import { usePersonName } from '../shared/usePersonName';
import classes from './Backtest.module.css';
import type { Audit } from './types';

function Row({ audit }: { audit: Audit }) {
  const { t } = useTranslation();
  const format = useFormat();
  const word = useWord();
  const name = usePersonName()(audit.person);
  return (
    <li className={classes.audit}>
      <div className={classes.who}>
        <Link to="/people/$personId" params={{ personId: audit.person.id }}>
          {name}
        </Link>
        {audit.person.company && <span className={classes.dim}>{audit.person.company}</span>}
      </div>
      <span className={`${classes.scores} rp-number`}>
        <span title={t('dimension.engagement')}>{format.score(audit.engagement)}</span>
        <span className={classes.dim} title={t('dimension.fit')}>
          {format.score(audit.fit)}
        </span>
      </span>
      {audit.why.length > 0 && (
        <span className={`${classes.why} ${classes.dim}`}>
          {audit.why.map(({ rule, points }) => `${word('modelName', rule)} ${format.signed(points)}`).join(' · ')}
        </span>
      )}
    </li>
  );
}

interface AuditPanelProps {
  title: string;
  note: string;
  none: string;
  people: Audit[];
  testId: string;
}

function AuditPanel({ title, note, none, people, testId }: AuditPanelProps) {
  const { t } = useTranslation();
  return (
    <Panel title={title} aside={`${t('dimension.engagement')} · ${t('dimension.fit')}`} testId={testId}>
      <p className={classes.lead}>{people.length === 0 ? none : note}</p>
      <ul className={classes.audits}>
        {people.map((audit) => (
          <Row key={audit.person.id} audit={audit} />
        ))}
      </ul>
    </Panel>
  );
}

/** Buyers whom the model missed, and high scores that never bought. */
export function AuditPanels({ missed, wasted }: { missed: Audit[]; wasted: Audit[] }) {
  const { t } = useTranslation();
  return (
    <div className={classes.pair}>
      <AuditPanel testId="backtest-missed" title={t('backtest.missed')} note={t('backtest.missedNote')} none={t('backtest.missedNone')} people={missed} />
      <AuditPanel testId="backtest-wasted" title={t('backtest.wasted')} note={t('backtest.wastedNote')} none={t('backtest.wastedNone')} people={wasted} />
    </div>
  );
}
