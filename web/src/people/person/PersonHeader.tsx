import { Anchor, Skeleton } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format';
import { useWord } from '../../i18n/useWord';
import { Ago } from '../../shared/Ago';
import { DisqualifiedBadge, KindBadge, PersonAvatar, PlainBadge, TemperatureBadge } from '../../shared/badges';
import { usePersonName } from '../../shared/usePersonName';
import type { PersonDetail } from '../types';
import { AsOfPicker } from './AsOf';
import { OwnerPicker } from './OwnerPicker';
import classes from './PersonPage.module.css';
import { useModelKey } from '../../models/modelKey';
import { useWayBack } from './usePersonKeys';
import { type Standing, useStanding } from './useStanding';

interface PersonHeaderProps {
  person: PersonDetail;
  day: string | undefined;
  onDay: (day: string | undefined) => void;
}

/** The value of a profile field. */
function field(person: PersonDetail, name: string): string | undefined {
  return person.profile.find(({ field: known }) => known === name)?.value;
}

/** Who this is and how they are reached, as it is known now; the last interaction is that of the day. */
function Facts({ person, last }: { person: PersonDetail; last: Standing['last_touch'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const work =
    person.title && person.company
      ? t('person.titleAt', { title: person.title, company: person.company })
      : (person.title ?? person.company);
  const phone = field(person, 'phone');
  const place = [field(person, 'city'), person.country && format.country(person.country)].filter(Boolean).join(', ');
  return (
    <p className={classes.facts} data-testid="person-facts">
      {work && <span>{work}</span>}
      {place && <span>{place}</span>}
      {person.email && (
        <Anchor href={`mailto:${person.email}`} inherit>
          {person.email}
        </Anchor>
      )}
      {phone && (
        <Anchor href={`tel:${phone.replaceAll(/[^+\d]/gu, '')}`} inherit>
          {phone}
        </Anchor>
      )}
      <span>
        {t('column.lastTouch')}: {last ? <Ago at={last} /> : t('person.never')}
      </span>
    </p>
  );
}

function Badges({ standing }: { standing: Standing }) {
  const { t } = useTranslation();
  const word = useWord();
  const { temperature, stage, grade, kind, disqualified } = standing;
  return (
    <div className={classes.badges} data-testid="person-badges">
      <TemperatureBadge value={temperature} />
      <PlainBadge>{word('modelName', stage.name)}</PlainBadge>
      {grade && <PlainBadge>{t('person.grade', { grade })}</PlainBadge>}
      {stage.key !== kind && <KindBadge value={kind} />}
      {disqualified && <DisqualifiedBadge reason={disqualified} />}
    </div>
  );
}

/** Leads back to the list as it was left. */
function Back() {
  const { t } = useTranslation();
  const { to, label, isBefore, back } = useWayBack(useModelKey());
  const onClick = (event: MouseEvent) => {
    if (!isBefore || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    back();
  };
  return (
    <Link {...to} className={classes.back} onClick={onClick} data-testid="to-today">
      <IconArrowLeft size={16} aria-hidden />
      {t(label)}
    </Link>
  );
}

/** Who this is, and the day the scores are shown for. */
export function PersonHeader({ person, day, onDay }: PersonHeaderProps) {
  const name = usePersonName()(person);
  const standing = useStanding(person, day);
  return (
    <header className={classes.header}>
      <Back />
      <div className={classes.identity}>
        <PersonAvatar name={person.name ?? person.email ?? null} temperature={standing?.temperature ?? 'cold'} size={64} />
        <div className={classes.names}>
          <h1 className={classes.title} data-testid="person-name">
            {name}
          </h1>
          <Facts person={person} last={standing?.last_touch} />
          {standing ? <Badges standing={standing} /> : <Skeleton height={24} width={220} />}
        </div>
        <OwnerPicker person={person} />
        <AsOfPicker day={day} onDay={onDay} />
      </div>
    </header>
  );
}
