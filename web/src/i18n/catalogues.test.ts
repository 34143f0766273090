import { describe, expect, it } from 'vitest';
import cs from './cs.json';
import csText from './cs.json?raw';
import en from './en.json';
import enText from './en.json?raw';
import { LANGUAGES } from './index';
import tr from './tr.json';
import trText from './tr.json?raw';

type Catalogue = { [key: string]: string | Catalogue };

const PLURAL = /_(zero|one|two|few|many|other)$/;

/** All messages of a catalogue by their full key. */
function flatten(catalogue: Catalogue, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(catalogue)) {
    if (typeof value === 'string') flat.set(prefix + key, value);
    else for (const [inner, message] of flatten(value, `${prefix}${key}.`)) flat.set(inner, message);
  }
  return flat;
}

/** How many names a catalogue has, of messages and of groups of them. */
function names(catalogue: Catalogue): number {
  const inner = Object.values(catalogue).map((value) => (typeof value === 'string' ? 0 : names(value)));
  return inner.reduce((sum, count) => sum + count, inner.length);
}

function placeholders(message: string): string[] {
  return [...new Set([...message.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map((match) => match[1] ?? ''))].toSorted();
}

/** Keys without plural endings, each with the placeholders of its fullest form. */
function shape(flat: Map<string, string>): Map<string, string[]> {
  const shapes = new Map<string, string[]>();
  for (const [key, message] of flat) {
    const base = key.replace(PLURAL, '');
    const used = [...(shapes.get(base) ?? []), ...placeholders(message)];
    shapes.set(base, [...new Set(used)].toSorted());
  }
  return shapes;
}

const catalogues: Record<(typeof LANGUAGES)[number], Map<string, string>> = {
  en: flatten(en),
  tr: flatten(tr),
  cs: flatten(cs),
};

const written = { en: [en, enText], tr: [tr, trText], cs: [cs, csText] } as const;

describe.each(LANGUAGES)('catalogue %s', (language) => {
  const flat = catalogues[language];

  it('has the keys of the English one', () => {
    expect([...shape(flat).keys()].toSorted()).toEqual([...shape(catalogues.en).keys()].toSorted());
  });

  it('has no name twice, of which the first would be lost', () => {
    const [read, text] = written[language];
    expect(names(read)).toBe([...text.matchAll(/[{,]\s*"[^"]+":/g)].length);
  });

  it('has the placeholders of the English one', () => {
    const own = shape(flat);
    for (const [key, used] of shape(catalogues.en)) expect([key, own.get(key)]).toEqual([key, used]);
  });

  it('has every plural form its language needs', () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const bases = [...flat.keys()].filter((key) => PLURAL.test(key)).map((key) => key.replace(PLURAL, ''));
    for (const base of new Set(bases)) {
      for (const form of forms) expect(flat.has(`${base}_${form}`), `${base}_${form}`).toBe(true);
    }
  });

  it('has straight quotation marks in code only, where they are to be written so', () => {
    for (const [key, message] of flat) {
      const words = message.replaceAll(/`[^`]+`/g, '');
      if (key !== 'said.filter_sign_quotes') expect(words, key).not.toContain('"');
    }
  });

  it('leaves no message empty', () => {
    for (const [key, message] of flat) expect(message.trim(), key).not.toBe('');
  });
});

it('has plural forms wherever something is counted', () => {
  // What a limit or a number of the server's own is stays many.
  const counted = /\{\{(?!limit|number|to|needed|least)\w+\}\} (person|people|interactions?|entry|entries|rows?|points?|events?|rules?|cells?|models?|companies|days?|times?)\b/;
  const without = [...catalogues.en].filter(([key, message]) => !PLURAL.test(key) && counted.test(message));
  expect(without).toEqual([]);
});

it('says everything in another language than English', () => {
  for (const language of ['tr', 'cs'] as const) {
    const same = [...catalogues[language]].filter(([key, message]) => catalogues.en.get(key) === message);
    // Words such as "Web" and "Lead" are the same everywhere; sentences are not.
    for (const [key, message] of same) expect(message.split(' ').length, `${language} ${key}`).toBeLessThan(3);
  }
});

/** The model files that are shipped, as they are written. */
const models = import.meta.glob<string>('../../../crates/app/models/*.toml', { eager: true, query: '?raw', import: 'default' });

it.each(LANGUAGES)('says in %s every name that the shipped models bring', (language) => {
  const names = Object.values(models).flatMap((text) => [...text.matchAll(/^name = "(.+)"$/gm)].map((match) => match[1] ?? ''));
  expect(Object.keys(models).length).toBeGreaterThan(2);
  expect(names.length).toBeGreaterThan(50);
  expect(names.filter((name) => !catalogues[language].has(`modelName.${name}`))).toEqual([]);
});
