import { Button, Collapse, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronRight } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useWord } from '../i18n/useWord';
import { Ago } from '../shared/Ago';
import { Coded } from '../shared/Coded';
import classes from './Jobs.module.css';
import type { Job } from './types';

/** A reason of more letters or lines is shown in full when somebody asks for it. */
const LONG = { letters: 280, lines: 4 };

/** JSON as one reads it; as it came where it is none. */
export function laidOut(told: string): string {
  try {
    return JSON.stringify(JSON.parse(told), null, 2);
  } catch {
    return told;
  }
}

function Reason({ job, error }: { job: Job; error: string }) {
  const { t } = useTranslation();
  const [whole, { toggle }] = useDisclosure(false);
  const id = useId();
  const isLong = error.length > LONG.letters || error.split('\n').length > LONG.lines;
  const goesOn = job.state === 'waiting' || job.state === 'running';
  return (
    <div className={classes.reason} data-goes-on={goesOn}>
      <div id={id} className={classes.why} data-cut={isLong && !whole} data-testid="job-error">
        {goesOn && `${t('jobs.lastFailed')} `}
        <Coded text={error} />
      </div>
      {isLong && (
        <UnstyledButton className={classes.toggle} onClick={toggle} aria-expanded={whole} aria-controls={id} data-testid="job-error-whole">
          {whole ? t('jobs.shorter') : t('jobs.whole')}
        </UnstyledButton>
      )}
    </div>
  );
}

/** When it is due, or ended. */
function When({ job }: { job: Job }) {
  const { t } = useTranslation();
  const words = { dead: 'jobs.failedAt', cancelled: 'jobs.calledOffAt', waiting: 'jobs.dueAt', running: 'jobs.dueAt' } as const;
  return (
    <span>
      {t(words[job.state])} <Ago at={job.ended_at ?? job.due_at} />
    </span>
  );
}

function Facts({ job }: { job: Job }) {
  const { t } = useTranslation();
  return (
    <div className={classes.facts}>
      <When job={job} />
      <span>{job.attempts > 0 ? t('jobs.tried', { number: job.attempts, limit: job.most_attempts }) : t('jobs.notTried')}</span>
      <span>
        {t('jobs.madeAt')} <Ago at={job.made_at} />
      </span>
      <span>{t('jobs.id', { id: job.id })}</span>
    </div>
  );
}

interface JobRowProps {
  job: Job;
  /** Its place in the list that keys go through, from 0. */
  row: number;
  /** It is on its way to be tried again. */
  retrying: boolean;
  onRetry: () => void;
  onCallOff: () => void;
}

/** One job: what it is, where it stands and why; and what can be done about it. */
export function JobRow({ job, row, retrying, onRetry, onCallOff }: JobRowProps) {
  const { t } = useTranslation();
  const word = useWord();
  const [told, { toggle }] = useDisclosure(false);
  const id = useId();
  const hasEnded = job.state === 'dead' || job.state === 'cancelled';
  return (
    <li className={classes.row} data-row={row} data-testid="job-row" data-job={job.id}>
      <div className={classes.what}>
        <div className={classes.title}>
          <span className={classes.name}>{word('jobs.name', job.name)}</span>
          {job.key && job.key !== job.name && <code className={classes.key}>{job.key}</code>}
        </div>
        <Facts job={job} />
        {job.error && <Reason job={job} error={job.error} />}
        <UnstyledButton className={classes.toggle} onClick={toggle} aria-expanded={told} aria-controls={id} data-testid="job-told">
          {t('jobs.told')}
          <IconChevronRight size={14} className={classes.chevron} aria-hidden />
        </UnstyledButton>
        <Collapse expanded={told} id={id}>
          {told && <pre className={classes.told}>{laidOut(job.told)}</pre>}
        </Collapse>
      </div>
      {hasEnded ? (
        <Button variant="default" size="sm" className={classes.action} loading={retrying} onClick={onRetry} data-testid="job-retry">
          {t('common.retry')}
        </Button>
      ) : (
        <Button variant="default" size="sm" className={classes.action} onClick={onCallOff} data-testid="job-call-off">
          {t('jobs.callOff')}
        </Button>
      )}
    </li>
  );
}
