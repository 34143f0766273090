import { IconUser } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useModelKey } from '../../models/modelKey';
import { useApart } from '../person/useApart';
import { Ago } from '../../shared/Ago';
import { DisqualifiedBadge, KindBadge, PersonAvatar, ScoreBar, TemperatureBadge, Velocity } from '../../shared/badges';
import { rememberOpened } from '../../shared/opened';
import { usePersonName } from '../../shared/usePersonName';
import { useWord } from '../../i18n/useWord';
import type { PersonSummary } from '../types';
import classes from './PeopleList.module.css';
import { News } from './News';
import { Reasons } from './Reasons';
import { RecentSignals } from './RecentSignals';
import { Told } from './Told';
import { type RuleOfSignal, unsaid } from './unsaid';

/** Fit that fills its bar. */
const FULL_FIT = 100;

interface PersonRowProps {
  person: PersonSummary;
  place: number;
  of: number;
  top: number;
  fullEngagement: number;
  touched: boolean;
  /** Within how many days the probability is. */
  days: number | null;
  /** Which reasons are said already where the news tells a signal. */
  rules: RuleOfSignal;
}

/** Title and company, as far as known. */
function useSubtitle(person: PersonSummary): string {
  const { t } = useTranslation();
  if (person.title && person.company) return t('person.titleAt', { title: person.title, company: person.company });
  return person.title ?? person.company ?? (person.name ? person.email : null) ?? '';
}

/** One person of the ranked list; the whole row leads to the person. */
export const PersonRow = memo(function PersonRow({ person, place, of, top, fullEngagement, touched, days, rules }: PersonRowProps) {
  const { t } = useTranslation();
  const word = useWord();
  const name = usePersonName()(person);
  const subtitle = useSubtitle(person);
  const model = useModelKey();
  const reasons = unsaid(person, rules);
  const apart = useApart()(person, person.probability_told);
  return (
    <li
      className={classes.row}
      style={{ transform: `translateY(${top}px)` }}
      data-touched={touched}
      data-testid="person-row"
      data-person={person.id}
      aria-setsize={of}
      aria-posinset={place}
      data-row={place - 1}
    >
      <div className={classes.person}>
        <PersonAvatar name={person.name ?? person.email ?? null} temperature={person.temperature} />
        <div className={classes.who}>
          <Link to="/people/$personId" params={{ personId: person.id }} search={{ model }} state={{ from: 'today' }} onClick={() => rememberOpened(person.id)} className={classes.name}>
            {name}
          </Link>
          <div className={classes.subtitle}>{subtitle}</div>
          <RecentSignals person={person} />
        </div>
      </div>
      <div className={classes.heat}>
        <TemperatureBadge value={person.temperature} />
        <Velocity value={person.velocity} last={person.last_touch} />
      </div>
      <div className={classes.why}>
        <News person={person} />
        {(reasons.length > 0 || person.reasons.length === 0) && <Reasons reasons={reasons} />}
      </div>
      <div className={classes.stage}>
        <span className={classes.stageName}>{word('modelName', person.stage.name)}</span>
        {person.disqualified ? (
          <DisqualifiedBadge reason={person.disqualified} />
        ) : (
          person.stage.key !== person.kind && <KindBadge value={person.kind} />
        )}
      </div>
      <div className={classes.scores}>
        <ScoreBar dimension="engagement" value={person.engagement} full={fullEngagement} />
        <ScoreBar dimension="fit" value={person.fit} full={FULL_FIT} />
        {person.probability_told != null && <Told value={person.probability_told} days={days} apart={apart} />}
      </div>
      <div className={classes.last}>
        {person.last_touch ? <Ago at={person.last_touch} /> : t('person.never')}
        {person.owner && (
          <div className={classes.owner} title={t('owner.label')} data-testid="row-owner">
            <IconUser size={12} stroke={2} aria-label={t('owner.label')} /> {person.owner.name || person.owner.email}
          </div>
        )}
      </div>
    </li>
  );
});
