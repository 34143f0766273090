import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format';
import type { TimelineItem } from '../types';

type Amount = Pick<TimelineItem, 'kind' | 'amount' | 'amount_before_refunds' | 'amount_unit' | 'currency'>;

/** The amount of an interaction with what it is counted in: money, a duration or pieces. */
export function useAmount(): (item: Amount) => string | null {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ kind, amount, amount_before_refunds: before, amount_unit: unit, currency }) => {
    if (amount == null) return null;
    if (unit === 'seconds') return kind === 'Call' && amount === 0 ? t('timeline.notAnswered') : format.duration(amount);
    if (unit === 'pieces') return t('timeline.pieces', { count: amount, value: format.score(amount) });
    const money = (value: number) => {
      const written = format.money(value, currency);
      if (format.isCurrency(currency)) return written;
      return currency ? `${written} ${currency}` : t('timeline.amount', { value: written });
    };
    if (before == null) return money(amount);
    if (amount === 0) return t('timeline.refunded', { amount: money(before) });
    return t('timeline.refundedPart', { amount: money(before), back: format.money(before - amount, currency) });
  };
}
