import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format';
import { useWord } from '../../i18n/useWord';
import { DisqualifiedBadge } from '../../shared/badges';
import type { Explanation } from '../types';
import classes from './Scores.module.css';

/** The fit rules that hold for this profile. */
export function FitTab({ rules }: { rules: Explanation['fit']['rules'] }) {
  const { t } = useTranslation();
  const word = useWord();
  const format = useFormat();
  if (rules.length === 0) return <p className={classes.nothing}>{t('fit.none')}</p>;
  return (
    <>
      <p className={classes.intro}>{t('fit.intro')}</p>
      <ul className={classes.rules}>
        {rules.map((rule) => (
          <li key={rule.rule} className={classes.fitRule} data-testid="fit-rule">
            <span className={classes.ruleName}>
              {word('modelName', rule.rule)}
              <code className={classes.condition}>{rule.condition}</code>
            </span>
            {rule.disqualify ? (
              <DisqualifiedBadge reason={rule.disqualify} />
            ) : (
              <span className={`${classes.points} rp-number`} data-minus={rule.points < 0}>
                {format.signed(rule.points)}
              </span>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
