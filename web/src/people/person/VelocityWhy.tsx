import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format';
import { useWord } from '../../i18n/useWord';
import type { Explanation } from '../types';
import { velocityReasons } from './velocity';
import classes from './Insight.module.css';

const SHOWN = 4;

/** Why engagement rises or falls against the person's own baseline. */
export function VelocityWhy({ explanation }: { explanation: Explanation }) {
  const { t } = useTranslation();
  const format = useFormat();
  const word = useWord();
  const reasons = velocityReasons(explanation.engagement.rules, explanation.at, SHOWN);
  if (reasons.length === 0) return null;
  return (
    <div className={classes.velocity} data-testid="velocity-why">
      <span className={classes.velocityTitle}>{t('velocity.title')}</span>
      <ul className={classes.pulls} aria-label={t('velocity.why')}>
        {reasons.map(({ rule, effect }) => (
          <li key={rule}>
            {word('modelName', rule)}
            <span className="rp-number" data-minus={effect < 0}>
              {format.signed(effect)}
            </span>
          </li>
        ))}
      </ul>
      <p className={classes.hint}>{t('velocity.note')}</p>
    </div>
  );
}
