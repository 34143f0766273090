import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import { useWord } from '../i18n/useWord';
import { Panel } from '../shared/Panel';
import classes from './Jobs.module.css';
import type { Queue } from './types';

/** Whether what is due is being done, in one word with a colour. */
function Lag({ seconds }: { seconds: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const isLate = seconds > 0;
  return (
    <span className={classes.lag} data-late={isLate} data-testid="queue-lag">
      {isLate ? t('jobs.late', { time: format.duration(seconds) }) : t('jobs.onTime')}
    </span>
  );
}

function Figures({ queue }: { queue: Queue }) {
  const { t } = useTranslation();
  const format = useFormat();
  const figures = [
    ['jobs.state.waiting', queue.waiting],
    ['jobs.due', queue.due],
    ['jobs.state.running', queue.running],
    ['jobs.state.dead', queue.dead],
  ] as const;
  return (
    <dl className={classes.figures}>
      {figures.map(([what, value]) => (
        <div key={what} data-bad={what === 'jobs.state.dead' && value > 0}>
          <dt>{t(what)}</dt>
          <dd className="rp-number">{format.compact(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** How the queues stand. Those of one queue never wait for those of another. */
export function Queues({ queues }: { queues: readonly Queue[] }) {
  const word = useWord();
  return (
    <div className={classes.queues} data-testid="queues">
      {queues.map((queue) => (
        <Panel key={queue.name} title={word('jobs.queue', queue.name)} aside={<Lag seconds={queue.lag_seconds} />} testId={`queue-${queue.name}`}>
          <Figures queue={queue} />
        </Panel>
      ))}
    </div>
  );
}
