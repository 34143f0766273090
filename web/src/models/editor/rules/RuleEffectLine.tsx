import { IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format';
import type { RuleEffect } from '../types';
import classes from './Rules.module.css';

/** Whom a rule reaches and what it gives them altogether, before and now. */
export function RuleEffectLine({ effect }: { effect: RuleEffect | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!effect) return <div className={classes.effect}>{' '}</div>;
  const turn = (before: number, after: number) =>
    Math.round(before) === Math.round(after) ? format.compact(after) : `${format.compact(before)} → ${format.compact(after)}`;
  const points = effect.points_after - effect.points_before;
  if (effect.people_after === 0 && effect.people_before === 0) {
    return (
      <div className={classes.effect} data-testid="rule-effect">
        {t('model.effect.nobody')}
      </div>
    );
  }
  return (
    <div className={classes.effect} data-testid="rule-effect">
      <IconUsers size={13} stroke={1.8} aria-hidden />
      <span>{t('model.effect.people', { count: effect.people_after, turn: turn(effect.people_before, effect.people_after) })}</span>
      <span>{t('model.effect.points', { count: Math.round(effect.points_after), turn: turn(effect.points_before, effect.points_after) })}</span>
      {Math.round(points) !== 0 && (
        <span className={classes.delta} data-minus={points < 0}>
          {format.signed(Math.round(points))}
        </span>
      )}
    </div>
  );
}
