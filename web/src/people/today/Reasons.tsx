import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format';
import { useWord } from '../../i18n/useWord';
import type { Reason } from '../types';
import classes from './PeopleList.module.css';

/** One reason in words: what, how often, and what it is worth now. */
function Line({ reason }: { reason: Reason }) {
  const { t } = useTranslation();
  const word = useWord();
  const format = useFormat();
  return (
    <li className={classes.reason} title={reason.last_at ? t('reason.last', { ago: format.ago(reason.last_at) }) : undefined}>
      <span className={classes.rule}>{word('modelName', reason.rule)}</span>
      {reason.dimension === 'engagement' && reason.count > 1 && <span className={classes.times}>{t('reason.times', { count: reason.count })}</span>}
      <span className={`${classes.points} rp-number`} data-dimension={reason.dimension} data-minus={reason.points < 0}>
        {format.signed(reason.points)}
      </span>
    </li>
  );
}

/** Why a person stands where they stand: the strongest rules. */
export function Reasons({ reasons }: { reasons: Reason[] }) {
  const { t } = useTranslation();
  if (reasons.length === 0) return <div className={classes.noReason}>{t('reason.none')}</div>;
  return (
    <ul className={classes.reasons} aria-label={t('column.why')}>
      {reasons.map((reason) => (
        <Line key={`${reason.dimension}:${reason.rule}`} reason={reason} />
      ))}
    </ul>
  );
}
