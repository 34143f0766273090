import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format';
import { useWord } from '../../i18n/useWord';
import type { Explanation } from '../types';
import classes from './Scores.module.css';

/** What the temperature follows from, in words. */
function useWhy({ temperature }: Explanation): string {
  const { t } = useTranslation();
  const format = useFormat();
  if (temperature.disqualified) return t('temperatureWhy.disqualified');
  return t(`temperatureWhy.${temperature.value}`, {
    warm: format.score(temperature.warm_from),
    hot: format.score(temperature.hot_from),
  });
}

/** The way through the stages, and why the temperature is what it is. */
export function LifecycleTab({ explanation }: { explanation: Explanation }) {
  const { t } = useTranslation();
  const word = useWord();
  const format = useFormat();
  const why = useWhy(explanation);
  const { lifecycle, temperature } = explanation;
  const steps = lifecycle.transitions.toReversed();
  return (
    <>
      <p className={classes.intro}>
        <strong>{t(`temperature.${temperature.value}`)}</strong>: {why}
      </p>
      {steps.length === 0 ? (
        <p className={classes.nothing}>{t('lifecycle.none')}</p>
      ) : (
        <ol className={classes.steps}>
          {steps.map((step) => (
            <li key={`${step.at}:${step.to.key}`} className={classes.step} data-testid="transition">
              <span className={classes.stepName}>{word('modelName', step.to.name)}</span>
              <time dateTime={step.at} className={classes.dim}>
                {format.moment(step.at)}
              </time>
              {step.gate == null ? (
                <span className={classes.condition}>{t('lifecycle.inactivity')}</span>
              ) : (
                <code className={classes.condition}>{step.gate}</code>
              )}
            </li>
          ))}
        </ol>
      )}
    </>
  );
}
