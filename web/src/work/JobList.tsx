import { Alert } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useRowKeys } from '../shared/useRowKeys';
import { JobRow } from './JobRow';
import classes from './Jobs.module.css';
import { isBeingChanged, type useRetryJob } from './mutations';
import type { Job, JobState } from './types';
import { useJobFault } from './useJobFault';

/** Why a job could not be tried again; nothing where it could. It stays in sight however far down the list is. */
export function RetryFault({ error, onClose }: { error: unknown; onClose: () => void }) {
  const { t } = useTranslation();
  const fault = useJobFault();
  if (!error) return null;
  return (
    <div className={classes.fault}>
      <Alert color="ripe" role="alert" withCloseButton closeButtonLabel={t('common.close')} onClose={onClose} data-testid="retry-failed">
        {fault('retry', error)}
      </Alert>
    </div>
  );
}

interface JobListProps {
  jobs: readonly Job[];
  state: JobState;
  retry: Pick<ReturnType<typeof useRetryJob>, 'mutate' | 'isPending' | 'variables'>;
  onCallOff: (job: Job) => void;
  /** True while others are being fetched and these are still shown. */
  stale: boolean;
  /** Fetches the next page, where there is one. */
  onMore?: () => void;
}

/** Jobs of a state; the keys of lists go through them. */
export function JobList({ jobs, state, retry, onCallOff, stale, onMore }: JobListProps) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const list = useRef<HTMLUListElement>(null);
  useRowKeys({ list, rows: jobs, onMore });
  return (
    <ul ref={list} className={classes.list} aria-label={t(`jobs.state.${state}`)} data-stale={stale} data-testid="jobs">
      {jobs.map((job, row) => (
        <JobRow
          key={job.id}
          job={job}
          row={row}
          retrying={retry.isPending && retry.variables === job.id}
          onRetry={() => isBeingChanged(cache, job.id) || retry.mutate(job.id)}
          onCallOff={() => onCallOff(job)}
        />
      ))}
    </ul>
  );
}
