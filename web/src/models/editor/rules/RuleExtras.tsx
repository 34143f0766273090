import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format';
import type { AnyRule } from '../doc/changes';
import type { EngagementRule } from '../types';
import classes from './Rules.module.css';

function useExtras(rule: AnyRule): string[] {
  const { t } = useTranslation();
  const format = useFormat();
  if ('when' in rule) {
    const { group, first_time, frequency, per_value, verdicts }: EngagementRule = rule;
    return [
      group && t('model.extra.group', { name: group }),
      first_time !== undefined && t('model.extra.firstTime', { points: format.signed(first_time) }),
      frequency && frequency.length > 0 && t('model.extra.frequency'),
      per_value && t('model.extra.perValue', { field: per_value.field }),
      verdicts && t('model.extra.verdicts'),
    ].filter((words): words is string => Boolean(words));
  }
  return [rule.of === 'company' && t('model.extra.company'), rule.nurture && t('model.extra.nurture')].filter(
    (words): words is string => Boolean(words),
  );
}

/** The rarer settings of a rule that are in use, in a few words; opens them all. */
export function RuleExtras({ rule, onOpen }: { rule: AnyRule; onOpen: () => void }) {
  const extras = useExtras(rule);
  if (extras.length === 0) return null;
  return (
    <button type="button" className={classes.extras} onClick={onOpen}>
      {extras.map((words) => (
        <span key={words} className={classes.extra}>
          {words}
        </span>
      ))}
    </button>
  );
}
