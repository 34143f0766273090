import { Link } from '@tanstack/react-router';
import { useEffect, useId, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import { byDay } from '../shared/days';
import { rememberListed, rememberOpened } from '../shared/opened';
import { usePersonName } from '../shared/usePersonName';
import { useRowKeys } from '../shared/useRowKeys';
import { SignalEntry } from './SignalEntry';
import classes from './Signals.module.css';
import type { SignalEvent } from './types';

/** Whose signal it is: a person, or a company that a filter finds the people of. */
function Who({ person, company }: Pick<SignalEvent, 'person' | 'company'>) {
  const name = usePersonName()(person);
  if (company) {
    return (
      <span className={classes.who}>
        <Link to="/" search={{ filter: company.filter }}>
          {company.name}
        </Link>
      </span>
    );
  }
  return (
    <span className={classes.who}>
      <Link to="/people/$personId" params={{ personId: person.id }} state={{ from: 'signals' }} onClick={() => rememberOpened(person.id)}>
        {name}
      </Link>
      {person.company && <span className={classes.dim}>{person.company}</span>}
    </span>
  );
}

/** The person that the row of a signal leads to; none for a signal of a company, which leads to its people. */
function leadsTo({ person, company }: SignalEvent): { id: string } {
  return { id: company ? '' : person.id };
}

/** A signal and its place in the whole list. */
interface Placed {
  at: string;
  signal: SignalEvent;
  row: number;
}

/** The signals of one day of the reader. */
function Day({ day, placed }: { day: string; placed: Placed[] }) {
  const format = useFormat();
  const id = useId();
  return (
    <section className={classes.day}>
      <h2 id={id} className={classes.date} data-testid="signal-day">
        {format.day(`${day}T12:00:00`)}
      </h2>
      <ul className={classes.list} aria-labelledby={id}>
        {placed.map(({ signal, row }) => (
          <SignalEntry
            key={`${signal.person.id}:${signal.key}:${signal.at}`}
            signal={signal}
            row={row}
            who={<Who person={signal.person} company={signal.company} />}
          />
        ))}
      </ul>
    </section>
  );
}

interface SignalDaysProps {
  signals: SignalEvent[];
  /** True while others are being fetched and these are still shown. */
  stale: boolean;
  /** Fetches the next page, where there is one. */
  onMore?: () => void;
}

/** Signals in order of time under the days that they were given on; the keys of lists go through them. */
export function SignalDays({ signals, stale, onMore }: SignalDaysProps) {
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  const days = useMemo(() => byDay(signals.map((signal, row): Placed => ({ at: signal.at, signal, row }))), [signals]);
  const rows = useMemo(() => signals.map(leadsTo), [signals]);
  useEffect(() => rememberListed(rows.map(({ id }) => id).filter(Boolean)), [rows]);
  useRowKeys({ list, rows, onMore });
  return (
    <div ref={list} className={classes.days} role="group" aria-label={t('signals.title')} data-stale={stale} data-testid="signals">
      {days.map(([day, placed]) => (
        <Day key={day} day={day} placed={placed} />
      ))}
    </div>
  );
}
