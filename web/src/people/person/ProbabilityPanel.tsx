import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format';
import { useSays } from '../../i18n/useSays';
import { Ago } from '../../shared/Ago';
import { Coded } from '../../shared/Coded';
import { Panel } from '../../shared/Panel';
import type { PersonDetail, Probability, ProbabilityReason } from '../types';
import classes from './Insight.module.css';
import { type Asked, useApart } from './useApart';
import { distinctReasons, useReasonWords } from './useReasonWords';

interface ReasonsProps {
  title: string;
  reasons: ProbabilityReason[];
  /** The weight that fills a bar. */
  full: number;
  side: 'for' | 'against';
}

function Reasons({ title, reasons, full, side }: ReasonsProps) {
  const inWords = useReasonWords();
  if (reasons.length === 0) return null;
  return (
    <div data-testid={`reasons-${side}`}>
      <h3 className={classes.sideTitle}>{title}</h3>
      <ul className={classes.reasons}>
        {reasons.map((reason) => {
          const { name, value } = inWords(reason);
          return (
            <li key={reason.name} className={classes.reason}>
              <span className={classes.reasonName}>
                {name}
                {value && <span className={classes.reasonValue}>{value}</span>}
              </span>
              <span className={classes.weight} aria-hidden>
                <span data-side={side} style={{ width: `${Math.min(100, (Math.abs(reason.weight) / full) * 100)}%` }} />
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function Known({ probability }: { probability: Probability }) {
  const { t } = useTranslation();
  const format = useFormat();
  const inWords = useReasonWords();
  const { reasons_for, reasons_against } = probability;
  const told = distinctReasons([...reasons_for, ...reasons_against], (reason) => inWords(reason).name);
  const full = Math.max(0.01, ...told.map(({ weight }) => Math.abs(weight)));
  return (
    <>
      <div className={classes.chance}>
        <span className={`${classes.percent} rp-number`} data-testid="probability-value">
          {format.percent(probability.value)}
        </span>
        <span className={classes.hint} data-testid="probability-within">
          {t('probability.within', { count: probability.horizon_days })}
        </span>
        <span className={classes.scale} aria-hidden>
          <span style={{ width: `${probability.value * 100}%` }} />
        </span>
      </div>
      <Reasons title={t('probability.for')} reasons={told.filter((reason) => reasons_for.includes(reason))} full={full} side="for" />
      <Reasons title={t('probability.against')} reasons={told.filter((reason) => reasons_against.includes(reason))} full={full} side="against" />
    </>
  );
}

interface ProbabilityPanelProps {
  person: Asked & Pick<PersonDetail, 'probability' | 'probability_missing_part'>;
  /** The day of the past that the page is about: nobody told a probability then. */
  day?: string;
}

/** How likely the person is to convert, with the strongest reasons, or why nobody can say yet. */
export function ProbabilityPanel({ person, day }: ProbabilityPanelProps) {
  const { probability, probability_missing_part: missing } = person;
  const { t } = useTranslation();
  const says = useSays();
  const format = useFormat();
  const apart = useApart()(person, probability?.value);
  if (!probability && !missing) return null;
  return (
    <Panel title={t('probability.title')} aside={probability && !day && <Ago at={probability.as_of} />} testId="probability">
      {day ? (
        <p className={classes.missing} data-testid="probability-only-now">
          {t('probability.onlyNow', { day: format.day(`${day}T12:00:00`) })}
        </p>
      ) : (
        <>
          {apart && (
            <p className={classes.apart} data-testid="probability-apart">
              {apart}
            </p>
          )}
          {probability && <Known probability={probability} />}
          {!probability && missing && (
            <p className={classes.missing} data-testid="probability-missing">
              <strong>{t('probability.missing')}</strong> <Coded text={says(missing)} />
            </p>
          )}
        </>
      )}
    </Panel>
  );
}
