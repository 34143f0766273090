import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format';
import type { Signal } from '../types';

/** When a signal comes up, in a few words. */
export function useSignalWords(signal: Signal): string[] {
  const { t } = useTranslation();
  const format = useFormat();
  const { at_least, people, within, baseline, times_baseline, after, cool_down, until } = signal;
  return [
    at_least !== undefined && t('model.signal.atLeastWords', { count: at_least }),
    people !== undefined && t('model.signal.peopleWords', { count: people }),
    within && t('model.signal.withinWords', { span: within }),
    baseline && t('model.signal.usualWords', { span: baseline }),
    times_baseline !== undefined && t('model.signal.baselineWords', { times: format.score(times_baseline) }),
    after && t('model.signal.afterWords', { span: after }),
    until && t('model.signal.untilWords', { condition: until }),
    cool_down && t('model.signal.coolDownWords', { span: cool_down }),
  ].filter((words): words is string => Boolean(words));
}
