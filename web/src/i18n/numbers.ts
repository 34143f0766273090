import type { FormatterModule } from 'i18next';
import { regional } from './format';

/** Numbers that are names: version 1000 is not written as an amount. */
const NAMES = new Set(['version', 'line', 'port', 'status']);

/** A format is slow to make, and lists write many numbers. */
const made = new Map<string, Intl.NumberFormat>();

function formatOf(language: string): Intl.NumberFormat {
  const tag = regional(language, navigator.languages);
  const format = made.get(tag) ?? new Intl.NumberFormat(tag, { maximumFractionDigits: 1 });
  made.set(tag, format);
  return format;
}

/** Writes every number that a message is given as the reader's language does, so that no caller has to. */
export const numbers: FormatterModule = {
  type: 'formatter',
  init: () => undefined,
  add: () => undefined,
  addCached: () => undefined,
  format: (value: unknown, _format, language, options) => {
    if (typeof value !== 'number' || !language || NAMES.has(String(options?.interpolationkey))) return value as string;
    return formatOf(language).format(value);
  },
};

/** How messages are filled in. */
export const INTERPOLATION = { escapeValue: false, alwaysFormat: true } as const;
