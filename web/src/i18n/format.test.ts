import { describe, expect, it } from 'vitest';
import { formatters, regional, relativeTo } from './format';
import { pickLanguage } from './index';

describe('language', () => {
  it('is the first wanted one that exists', () => {
    expect(pickLanguage([null, 'de-DE', 'cs-CZ', 'en'])).toBe('cs');
    expect(pickLanguage(['TR-tr'])).toBe('tr');
    expect(pickLanguage(['de'])).toBe('en');
  });
});

it('follows the region of the reader', () => {
  expect(regional('en', ['cs-CZ', 'en-GB', 'en-US'])).toBe('en-GB');
  expect(regional('tr', ['cs-CZ', 'en'])).toBe('tr');
});

const money = (value: number, currency: string | null, language = 'en') =>
  formatters(language).money(value, currency).replaceAll(/\s/g, ' ');

const shares = (language: string) =>
  [0, 0.000_19, 0.001, 0.5, 0.999, 0.999_8, 1].map((value) => formatters(language).percent(value).replaceAll(/\s/g, ' '));

describe('numbers', () => {
  it('follow the language', () => {
    expect(formatters('en').tenth(1234.56)).toBe('1,234.6');
    expect(formatters('tr').tenth(1234.56)).toBe('1.234,6');
    expect(formatters('cs').tenth(1234.56)).toMatch(/^1\s234,6$/);
  });

  it('of scores never look as if a threshold were reached that is not', () => {
    const { score, roundScore } = formatters('en');
    expect([score(39.96), roundScore(39.96), roundScore(-0.4), score(-0.04)]).toEqual(['39.9', '39', '-1', '-0.1']);
    // What only arithmetic took off is there.
    expect([score(0.1 + 0.2), score(0.3), roundScore(40 - 1e-9), score(8.2), roundScore(0)]).toEqual(['0.3', '0.3', '40', '8.2', '0']);
  });

  it('of scores just given show what was given, unless a threshold lies between', () => {
    const { score, roundScore } = formatters('en');
    expect([roundScore(99.95, [80, 120]), score(99.95, [80, 120])]).toEqual(['100', '100']);
    expect([roundScore(99.95, [100]), score(99.95, [100]), roundScore(99.95)]).toEqual(['99', '99.9', '99']);
    // What was given long ago is less, and what is small is not rounded.
    expect([roundScore(99.8, []), roundScore(0.9, []), roundScore(-99.95, []), roundScore(7, [])]).toEqual(['99', '0', '-100', '7']);
  });

  it('have a sign unless they are nothing', () => {
    const { signed } = formatters('en');
    expect([signed(2), signed(-2), signed(0)]).toEqual(['+2', '-2', '0']);
  });

  it('are compact only when long', () => {
    expect(formatters('en').compact(9999)).toBe('9,999');
    expect(formatters('en').compact(128342)).toBe('128.3K');
  });

  it('are money with the decimals of the currency', () => {
    expect(money(33.95, 'CZK')).toBe('CZK 33.95');
    expect(money(33.95, 'CZK', 'cs')).toBe('33,95 Kč');
    expect(money(1234.5, 'TRY', 'tr')).toBe('₺1.234,50');
    expect(money(33.95, 'CZK', 'tr')).toBe('CZK 33,95');
    expect(money(12.5, 'EUR')).toBe('€12.50');
    expect(money(500, 'JPY')).toBe('¥500');
    expect(money(1.234, 'KWD')).toBe('KWD 1.234');
    expect(money(34, null)).toBe('34');
    expect(money(33.95, null)).toBe('33.95');
    expect(money(1234.5, null, 'cs')).toBe('1 234,50');
    expect(money(12.5, 'euros')).toBe('12.50');
  });

  it('of shares that are nearly nothing or nearly all say so, and are neither', () => {
    expect(shares('en')).toEqual(['0%', '< 0.1%', '0.1%', '50%', '99.9%', '> 99.9%', '100%']);
    expect(shares('tr')).toEqual(['%0', '< %0,1', '%0,1', '%50', '%99,9', '> %99,9', '%100']);
    expect(shares('cs')).toEqual(['0 %', '< 0,1 %', '0,1 %', '50 %', '99,9 %', '> 99,9 %', '100 %']);
  });

  it('tell bytes and countries', () => {
    expect(formatters('en').bytes(2048)).toBe('2 kB');
    expect(formatters('cs').country('TR')).toBe('Turecko');
    expect(formatters('en').country('Narnia')).toBe('Narnia');
  });
});

const at = (day: number, hour: number) => new Date(2026, 10, day, hour).getTime() / 1000;

describe('time passed', () => {
  const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

  it('counts the days of the calendar', () => {
    expect(relativeTo(words, at(25, 20), at(27, 9))).toBe('2 days ago');
    expect(relativeTo(words, at(26, 8), at(27, 9))).toBe('yesterday');
    expect(relativeTo(words, at(26, 20), at(27, 9))).toBe('13 hours ago');
    expect(relativeTo(words, at(29, 1), at(27, 20))).toBe('in 2 days');
  });
  const now = 1_700_000_000;
  const ago = (seconds: number) => relativeTo(words, now - seconds, now);

  it('uses the largest whole unit', () => {
    expect(ago(10)).toBe('now');
    expect(ago(150)).toBe('2 minutes ago');
    expect(ago(7200)).toBe('2 hours ago');
    expect(ago(86_400)).toBe('yesterday');
    expect(ago(40 * 86_400)).toBe('last month');
    expect(ago(800 * 86_400)).toBe('2 years ago');
  });

  it('knows the future, which clocks that differ bring', () => {
    expect(ago(-3600)).toBe('in 1 hour');
  });
});

it('names languages, and leaves other texts alone', () => {
  const { language } = formatters('en');
  expect([language('cs'), language('en-US'), language('en_GB'), language('Klingon?')]).toEqual([
    'Czech',
    'American English',
    'British English',
    'Klingon?',
  ]);
});
