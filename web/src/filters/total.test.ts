import { createInstance } from 'i18next';
import { describe, expect, it } from 'vitest';
import en from '../i18n/en.json';
import { formatters } from '../i18n/format';
import { type Total, totalWords } from './total';

const estimate = (value: number, low: number, high: number): Total => ({ value, exact: false, low, high });
const i18n = createInstance();
await i18n.init({ lng: 'en', resources: { en: { translation: en } }, interpolation: { escapeValue: false } });
const say = (total: Total) => totalWords(total, i18n.t, formatters('en'));

describe('a number of people in words', () => {
  it('is told whole where it was counted', () => {
    expect(say({ value: 11_629, exact: true, low: 11_629, high: 11_629 })).toBe('11,629 people');
    expect(say({ value: 1, exact: true, low: 1, high: 1 })).toBe('1 person');
  });

  it('has no more digits than are known', () => {
    expect(say(estimate(941_337, 934_000, 948_100))).toBe('about 941,000 people');
    expect(say(estimate(52_345, 49_000, 56_000))).toBe('about 52,000 people');
  });

  it('is told by its ends where little is known', () => {
    expect(say(estimate(11_629, 8_930, 15_210))).toBe('8,900 to 16,000 people');
    expect(say(estimate(250, 3, 1_350))).toBe('3 to 1,400 people');
    expect(say(estimate(0, 0, 961))).toBe('at most 970 people');
  });
});
