import { Skeleton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCircleCheck, IconLock, IconStack2 } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/problem';
import { isAdministrator, sessionQuery } from '../api/session';
import { useFormat } from '../i18n/format';
import choices from '../shared/choices.module.css';
import { LoadMore } from '../shared/LoadMore';
import { PageHeader } from '../shared/PageHeader';
import { EmptyState, ErrorState } from '../shared/states';
import { CallOffDialog } from './CallOffDialog';
import { JobList, RetryFault } from './JobList';
import classes from './Jobs.module.css';
import { useRetryJob } from './mutations';
import { Queues } from './Queues';
import { jobsQuery } from './queries';
import { type Job, type JobState, type Queue, STATES } from './types';

const route = getRouteApi('/jobs');

/** How many jobs are in a state; nobody counts those that were called off. */
function countOf(state: JobState, queues: readonly Queue[]): number {
  return state === 'cancelled' ? 0 : queues.reduce((sum, queue) => sum + queue[state], 0);
}

/** Chooses which jobs are listed. */
function States({ state, queues, onChoose }: { state: JobState; queues: readonly Queue[]; onChoose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = route.useNavigate();
  const choose = (one: JobState) => {
    // What went wrong in the other list is over.
    onChoose();
    void navigate({ search: { state: one === STATES[0] ? undefined : one }, replace: true });
  };
  return (
    <div className={choices.choices} role="group" aria-label={t('jobs.which')} data-filter>
      {STATES.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={one === state}
          onClick={() => choose(one)}
          data-testid={`jobs-${one}`}
        >
          {t(`jobs.state.${one}`)} {countOf(one, queues) > 0 && <span className={classes.count}>{format.compact(countOf(one, queues))}</span>}
        </button>
      ))}
    </div>
  );
}

/** That there are no jobs of a state. That nothing failed is good. */
function Nothing({ state }: { state: JobState }) {
  const { t } = useTranslation();
  const Icon = state === 'dead' ? IconCircleCheck : IconStack2;
  return <EmptyState icon={<Icon size={28} stroke={1.6} />} title={t(`jobs.empty.${state}`)} text={t(`jobs.emptyText.${state}`)} />;
}

/** Who may see the jobs, for whoever may not. */
function NotYours() {
  const { t } = useTranslation();
  return <EmptyState icon={<IconLock size={28} stroke={1.6} />} title={t('jobs.notYours')} text={t('jobs.notYoursText')} />;
}

/** How the queues stand, and the jobs of a state. */
export function Jobs({ state }: { state: JobState }) {
  const jobs = useInfiniteQuery(jobsQuery(state));
  const retry = useRetryJob();
  const [job, setJob] = useState<Job | null>(null);
  const [asking, { open, close }] = useDisclosure(false);
  const callOff = (one: Job) => {
    setJob(one);
    open();
  };
  const pages = jobs.data?.pages;
  const items = useMemo(() => pages?.flatMap((page) => page.items) ?? [], [pages]);
  const queues = pages?.[0]?.queues ?? [];
  // Until what was asked for is there, an empty list of another state says nothing.
  const isComing = jobs.isPending || (jobs.isPlaceholderData && items.length === 0);
  const more = jobs.hasNextPage && !jobs.isFetchingNextPage ? () => void jobs.fetchNextPage() : undefined;
  // Somebody took the right away since the session was read.
  if (jobs.error instanceof ApiError && jobs.error.status === 403) return <NotYours />;
  return (
    <>
      {jobs.isPending ? <Skeleton height={116} radius="lg" mb={20} /> : <Queues queues={queues} />}
      <States state={state} queues={queues} onChoose={retry.reset} />
      <RetryFault error={retry.error} onClose={retry.reset} />
      {isComing && <Skeleton height={240} radius="lg" />}
      {jobs.isError && items.length === 0 && <ErrorState error={jobs.error} onRetry={() => void jobs.refetch()} />}
      {jobs.isSuccess && items.length === 0 && !isComing && <Nothing state={state} />}
      {items.length > 0 && (
        <JobList jobs={items} state={state} retry={retry} onCallOff={callOff} stale={jobs.isPlaceholderData} onMore={more} />
      )}
      <LoadMore hasMore={jobs.hasNextPage} loading={jobs.isFetchingNextPage} onMore={() => void jobs.fetchNextPage()} />
      <CallOffDialog opened={asking} job={job} onClose={close} />
    </>
  );
}

/** What the server does by itself, for administrators. */
export function JobsPage() {
  const { t } = useTranslation();
  const { state = STATES[0] } = route.useSearch();
  const { data: session } = useQuery(sessionQuery);
  return (
    <>
      <PageHeader title={t('jobs.title')} lead={t('jobs.lead')} />
      {isAdministrator(session?.user) ? <Jobs state={state} /> : <NotYours />}
    </>
  );
}
