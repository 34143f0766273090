import type { TFunction } from 'i18next';
import type { Formatters } from '../i18n/format';

/** A number of people, counted or estimated between two ends. */
export interface Total {
  value: number;
  exact: boolean;
  low: number;
  high: number;
}

/** An estimate within this share of itself is told as one number, else by its ends. */
const CLOSE = 0.1;

/** The largest power of ten that is at most this. */
const power = (value: number) => 10 ** Math.floor(Math.log10(Math.max(1, value)));

/** An estimate with as many digits as are known of it. */
export function rounded({ value, low, high }: Total): number {
  const known = power((high - low) / 2);
  return Math.round(value / known) * known;
}

/** What two digits of a number count in. */
const step = (value: number) => Math.max(1, power(value) / 10);

/** The ends of an estimate with two digits each, rounded away from it. */
export function ends({ low, high }: Total): [number, number] {
  return [Math.floor(low / step(low)) * step(low), Math.ceil(high / step(high)) * step(high)];
}

/** How many people, in words: no more digits than are known. */
export function totalWords(total: Total, t: TFunction, format: Formatters): string {
  const { value, exact, low, high } = total;
  if (exact) return t('today.total', { count: value, value: format.whole(value) });
  if (high - low <= 2 * CLOSE * value) {
    const about = rounded(total);
    return t('today.totalAbout', { count: about, value: format.whole(about) });
  }
  const [from, to] = ends(total);
  if (from === 0) return t('today.totalAtMost', { count: to, value: format.whole(to) });
  return t('today.totalBetween', { count: to, from: format.whole(from), to: format.whole(to) });
}
