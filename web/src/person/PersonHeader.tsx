import { Anchor } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PersonDetail } from '../api/types';
import { useFormat } from '../i18n/format';
import { useWord } from '../i18n/useWord';
import { Ago } from '../shared/Ago';
import { DisqualifiedBadge, KindBadge, PersonAvatar, PlainBadge, TemperatureBadge, Velocity } from '../shared/badges';
import { usePersonName } from '../shared/usePersonName';
import { AsOfPicker } from './AsOf';
import { OwnerPicker } from './OwnerPicker';
import classes from './PersonPage.module.css';
import { useModelKey } from '../models/modelKey';

interface PersonHeaderProps {
  person: PersonDetail;
  day: string | undefined;
  onDay: (day: string | undefined) => void;
}

function Facts({ person }: { person: PersonDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const work =
    person.title && person.company
      ? t('person.titleAt', { title: person.title, company: person.company })
      : (person.title ?? person.company);
  return (
    <p className={classes.facts}>
      {work && <span>{work}</span>}
      {person.country && <span>{format.country(person.country)}</span>}
      {person.email && person.name && (
        <Anchor href={`mailto:${person.email}`} inherit>
          {person.email}
        </Anchor>
      )}
      <span>
        {t('column.lastTouch')}: {person.last_touch ? <Ago at={person.last_touch} /> : t('person.never')}
      </span>
    </p>
  );
}

/** Who this is, and the day the scores are shown for. */
export function PersonHeader({ person, day, onDay }: PersonHeaderProps) {
  const { t } = useTranslation();
  const word = useWord();
  const model = useModelKey();
  const name = usePersonName()(person);
  return (
    <header className={classes.header}>
      <Link to="/" search={{ model }} className={classes.back}>
        <IconArrowLeft size={16} aria-hidden />
        {t('nav.today')}
      </Link>
      <div className={classes.identity}>
        <PersonAvatar name={person.name ?? person.email ?? null} temperature={person.temperature} size={64} />
        <div className={classes.names}>
          <h1 className={classes.title} data-testid="person-name">
            {name}
          </h1>
          <Facts person={person} />
          <div className={classes.badges}>
            <TemperatureBadge value={person.temperature} />
            <PlainBadge>{word('modelName', person.stage.name)}</PlainBadge>
            {person.grade && <PlainBadge>{t('person.grade', { grade: person.grade })}</PlainBadge>}
            {person.stage.key !== person.kind && <KindBadge value={person.kind} />}
            {person.disqualified && <DisqualifiedBadge reason={person.disqualified} />}
            <Velocity value={person.velocity} />
          </div>
        </div>
        <OwnerPicker person={person} />
        <AsOfPicker day={day} onDay={onDay} />
      </div>
    </header>
  );
}
