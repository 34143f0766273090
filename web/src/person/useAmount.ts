import { useTranslation } from 'react-i18next';
import type { TimelineItem } from '../api/types';
import { useFormat } from '../i18n/format';

type Amount = Pick<TimelineItem, 'kind' | 'amount' | 'amount_unit' | 'currency'>;

/** The amount of an interaction with what it is counted in: money, a duration or pieces. */
export function useAmount(): (item: Amount) => string | null {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ kind, amount, amount_unit: unit, currency }) => {
    if (amount == null) return null;
    if (unit === 'seconds') return kind === 'Call' && amount === 0 ? t('timeline.notAnswered') : format.duration(amount);
    if (unit === 'pieces') return t('timeline.pieces', { count: amount, value: format.score(amount) });
    return format.isCurrency(currency) ? format.money(amount, currency) : t('timeline.amount', { value: format.score(amount) });
  };
}
