import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format';
import { useWord } from '../../i18n/useWord';
import type { PersonSummary } from '../types';
import { useReasonWords } from './useReasonWords';

export type Asked = Pick<PersonSummary, 'temperature' | 'reasons' | 'last_touch' | 'probability_apart'>;

/**
 * Why temperature and probability of somebody say the opposite, with the strongest reason of each; null where they
 * do not. The one is about what they did lately, the other about what became of people like them.
 */
export function useApart(): (person: Asked, probability: number | null | undefined) => string | null {
  const { t } = useTranslation();
  const word = useWord();
  const format = useFormat();
  const inWords = useReasonWords();
  return ({ temperature, reasons, last_touch, probability_apart: apart }, probability) => {
    if (!apart || probability == null) return null;
    const ago = last_touch ? t('probability.apart.little', { ago: format.ago(last_touch) }) : t('probability.apart.nothing');
    const strongest = reasons.find(({ dimension, points }) => dimension === 'engagement' && points > 0);
    const did = temperature !== 'cold' && strongest ? word('modelName', strongest.rule) : ago;
    const percent = format.percent(probability);
    const { name, value } = apart.reason ? inWords(apart.reason) : { name: null, value: null };
    const reason = value === null ? name : `${name} (${value})`;
    const side = temperature === 'cold' ? 'for' : 'against';
    const became = reason === null ? t('probability.apart.bare', { percent }) : t(`probability.apart.${side}`, { percent, reason });
    return `${t('probability.apart.did', { did })} ${became}`;
  };
}
