import { useTranslation } from 'react-i18next';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The steps of relative time: from how many seconds on a unit is used, and its length. */
const STEPS: readonly [number, Intl.RelativeTimeFormatUnit, number][] = [
  [365 * DAY, 'year', 365 * DAY],
  [30 * DAY, 'month', 30 * DAY],
  [DAY, 'day', DAY],
  [HOUR, 'hour', HOUR],
  [MINUTE, 'minute', MINUTE],
];

/** When the day of an instant began, where the reader is. */
const dayOf = (seconds: number) => new Date(seconds * 1000).setHours(0, 0, 0, 0) / 1000;

/** Midnights between two instants where the reader is: what was late on Monday was the day before yesterday on Wednesday. */
function midnights(from: number, to: number): number {
  // A day on which the clock is changed has an hour more or less.
  return Math.round((dayOf(to) - dayOf(from)) / DAY);
}

/** Seconds since the epoch to "3 hours ago", in the words of the formatter's language. */
export function relativeTo(format: Intl.RelativeTimeFormat, seconds: number, now: number): string {
  const passed = now - seconds;
  for (const [from, unit, length] of STEPS) {
    if (Math.abs(passed) < from) continue;
    const count = unit === 'day' ? midnights(seconds, now) : Math.trunc(passed / length);
    return format.format(-count, unit);
  }
  return format.format(0, 'second');
}

/** The reader's own variety of a language (en-GB for en), so that dates look as they are used to. */
export function regional(language: string, wanted: readonly string[]): string {
  return wanted.find((tag) => tag.toLowerCase().startsWith(`${language}-`)) ?? language;
}

/** The part of a score that the first quarter of an hour takes off, with the shortest half-life that is usual. */
const FRESH = 0.001;

/**
 * A score with so many decimals, never more than it is: what is just below a threshold must not look as if it had
 * reached it. A score just given shows what was given, where no threshold lies between; they have to be known for that.
 */
function reached(value: number, decimals: number, thresholds?: readonly number[]): number {
  const unit = 10 ** decimals;
  // What only arithmetic took off is there all the same.
  const below = Math.floor(value * unit + 1e-6) / unit;
  const given = Math.ceil(value);
  const isFresh = thresholds !== undefined && value > 0 && given - value <= given * FRESH;
  return isFresh && !thresholds.some((at) => at > value && at <= given) ? given : below;
}

/** The least share that is told in figures, and what is missing to one. */
const SLIGHT = 0.001;

/** Whether a text is a code of ISO 4217, and no unit that a business counts by. */
const isCurrency = (currency: string | null | undefined) => /^[A-Z]{3}$/.test(currency ?? '');

/** Formatters for one language. */
export function formatters(language: string) {
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const one = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const signed = new Intl.NumberFormat(language, { maximumFractionDigits: 1, signDisplay: 'exceptZero' });
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  const two = new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const exact = new Intl.NumberFormat(language, { maximumSignificantDigits: 3 });
  // In Turkish the short form of a thousand, B, is that of a byte too.
  const compactDisplay = language.startsWith('tr') ? 'long' : 'short';
  const compact = new Intl.NumberFormat(language, { notation: 'compact', compactDisplay, maximumFractionDigits: 1 });
  const moment = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
  const shortDay = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' });
  const clock = new Intl.DateTimeFormat(language, { timeStyle: 'short' });
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'long' });
  const countries = new Intl.DisplayNames([language], { type: 'region' });
  const languages = new Intl.DisplayNames([language], { type: 'language' });
  return {
    whole: (value: number) => whole.format(value),
    /** A score, with at most one decimal. */
    score: (value: number, thresholds?: readonly number[]) => one.format(reached(value, 1, thresholds)),
    /** A score without decimals. */
    roundScore: (value: number, thresholds?: readonly number[]) => whole.format(reached(value, 0, thresholds)),
    /** At most one decimal. */
    tenth: (value: number) => one.format(value),
    /** Two decimals; figures between nothing and one. */
    ratio: (value: number) => two.format(value),
    /** Three digits that count, however small. */
    exact: (value: number) => exact.format(value),
    /** A share of one; what is nearly nothing or nearly all is said to be so, since it is neither. */
    percent: (value: number) => {
      if (value > 0 && value < SLIGHT) return `<\u00a0${percent.format(SLIGHT)}`;
      if (value < 1 && value > 1 - SLIGHT) return `>\u00a0${percent.format(1 - SLIGHT)}`;
      return percent.format(value);
    },
    signed: (value: number) => signed.format(value),
    compact: (value: number) => (Math.abs(value) < 10_000 ? whole.format(value) : compact.format(value)),
    /** With the decimals of its currency; without one, two where there are hundredths. */
    money: (value: number, currency: string | null | undefined) =>
      currency && isCurrency(currency)
        ? new Intl.NumberFormat(language, { style: 'currency', currency }).format(value)
        : (Number.isInteger(Math.round(value * 100) / 100) ? whole : two).format(value),
    isCurrency,
    /** Seconds as hours, minutes and seconds, without those that are nothing. */
    duration: (seconds: number) => {
      const whole = Math.round(seconds);
      const parts: [number, 'hour' | 'minute' | 'second'][] = [
        [Math.floor(whole / HOUR), 'hour'],
        [Math.floor((whole % HOUR) / MINUTE), 'minute'],
        [whole % MINUTE, 'second'],
      ];
      const said = parts.filter(([value]) => value > 0);
      const shown = said.length > 0 ? said : parts.slice(2);
      return shown.map(([value, unit]) => new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(value)).join(' ');
    },
    milliseconds: (value: number) =>
      new Intl.NumberFormat(language, { style: 'unit', unit: 'millisecond', maximumFractionDigits: 0 }).format(value),
    moment: (at: string) => moment.format(new Date(at)),
    day: (at: string) => day.format(new Date(at)),
    shortDay: (at: string) => shortDay.format(new Date(at)),
    clock: (at: string) => clock.format(new Date(at)),
    ago: (at: string) => relativeTo(relative, Date.parse(at) / 1000, Date.now() / 1000),
    bytes: (value: number) =>
      value < 1024
        ? new Intl.NumberFormat(language, { style: 'unit', unit: 'byte', unitDisplay: 'long' }).format(value)
        : new Intl.NumberFormat(language, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 1 }).format(
            value / 1024,
          ),
    /** The name of an ISO 3166 country code; other texts are returned as they are. */
    country: (code: string) => (/^[A-Z]{2}$/.test(code) ? (countries.of(code) ?? code) : code),
    /** The name of a language by its BCP 47 tag; other texts are returned as they are. */
    language: (tag: string) => (/^[a-z]{2,3}([-_][A-Za-z]{2,4})?$/.test(tag) ? (languages.of(tag.replace('_', '-')) ?? tag) : tag),
  };
}

export type Formatters = ReturnType<typeof formatters>;

const known = new Map<string, Formatters>();

/** The formatters of a language, made once: a list has hundreds of parts that need them, and making them takes long. */
export function formattersOf(language: string): Formatters {
  const made = known.get(language) ?? formatters(language);
  known.set(language, made);
  return made;
}

/** The formatters of the language that the document is in. */
export function formattersHere(): Formatters {
  return formattersOf(regional(document.documentElement.lang, navigator.languages));
}

/** The formatters of the language on screen. */
export function useFormat(): Formatters {
  const { i18n } = useTranslation();
  return formattersOf(regional(i18n.language, navigator.languages));
}
