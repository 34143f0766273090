import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect } from 'react';
import { ModelKeyContext } from '../../models/modelKey';
import { PastContext } from '../../shared/NowTag';
import { ErrorState } from '../../shared/states';
import { usePersonName } from '../../shared/usePersonName';
import { personQuery } from '../queries';
import type { PersonDetail } from '../types';
import { endOfDay, pastDay } from './asOf';
import { AsOfNotice } from './AsOf';
import { CardsPanel } from './CardsPanel';
import { HistoryPanel } from './HistoryPanel';
import { IdentifiersPanel } from './IdentifiersPanel';
import { MergedNotice, MergesPanel } from './MergesPanel';
import { ModelsPanel } from './ModelsPanel';
import { PersonHeader } from './PersonHeader';
import classes from './PersonPage.module.css';
import { ProbabilityPanel } from './ProbabilityPanel';
import { ProfilePanel } from './ProfilePanel';
import { ScoresPanel } from './ScoresPanel';
import { givenUpTo, SignalsPanel } from './SignalsPanel';
import { TimelinePanel } from './TimelinePanel';
import { usePersonKeys } from './usePersonKeys';

const route = getRouteApi('/people/$personId');

function Waiting() {
  return (
    <div aria-busy>
      <Skeleton height={64} mb="xl" radius="lg" />
      <div className={classes.columns}>
        <Skeleton height={420} radius="lg" />
        <Skeleton height={320} radius="lg" />
      </div>
    </div>
  );
}

function Person({ person }: { person: PersonDetail }) {
  const { model, at: asked } = route.useSearch();
  const day = pastDay(asked);
  const navigate = route.useNavigate();
  const name = usePersonName()(person);
  const at = endOfDay(day);
  const onDay = (next: string | undefined) => void navigate({ search: { model, at: next }, state: true, replace: true, resetScroll: false });

  useEffect(() => {
    document.title = `${name} · Ripen`;
  }, [name]);

  return (
    <ModelKeyContext value={model}>
      <PastContext value={at !== undefined}>
        <PersonHeader person={person} day={day} onDay={onDay} />
        {person.merged_into && <MergedNotice into={person.merged_into} />}
        {day && <AsOfNotice day={day} onNow={() => onDay(undefined)} />}
        <div className={classes.columns}>
          <div className={classes.column}>
            <ScoresPanel id={person.id} at={at} />
            <div className={`${classes.column} ${classes.past}`}>
              <HistoryPanel id={person.id} day={day} onDay={onDay} />
              <TimelinePanel id={person.id} total={person.interactions} more={person.other_entries} />
            </div>
          </div>
          <div className={classes.column}>
            <ModelsPanel person={person} />
            <ProbabilityPanel person={person} day={day} />
            <SignalsPanel signals={givenUpTo(person.signals, at)} />
            <ProfilePanel person={person} />
            <div className={`${classes.column} ${classes.records}`}>
              <CardsPanel person={person} />
              <IdentifiersPanel person={person} />
              <MergesPanel person={person} />
            </div>
          </div>
        </div>
      </PastContext>
    </ModelKeyContext>
  );
}

/** Everything about one person: who, how ready and why, and what happened. */
export function PersonPage() {
  const { personId } = route.useParams();
  const { model } = route.useSearch();
  usePersonKeys(personId, model);
  const person = useQuery(personQuery(personId));
  if (person.isPending) return <Waiting />;
  if (person.isError) return <ErrorState page error={person.error} onRetry={() => void person.refetch()} />;
  return <Person key={person.data.id} person={person.data} />;
}
