import { createInstance, type ResourceLanguage } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { nextTry } from '../shared/retry';
import { INTERPOLATION, numbers } from './numbers';

export const LANGUAGES = ['en', 'tr', 'cs'] as const;
export type Language = (typeof LANGUAGES)[number];

/** How each language calls itself. */
export const LANGUAGE_NAMES: Record<Language, string> = { en: 'English', tr: 'Türkçe', cs: 'Čeština' };

const i18n = createInstance();

const STORED = 'ripen.language';

const catalogues: Record<Language, () => Promise<{ default: ResourceLanguage }>> = {
  en: () => import('./en.json'),
  tr: () => import('./tr.json'),
  cs: () => import('./cs.json'),
};

/** The first of the wanted languages that there is a catalogue for, English otherwise. */
export function pickLanguage(wanted: readonly (string | null)[]): Language {
  for (const tag of wanted) {
    const base = tag?.toLowerCase().split('-')[0];
    const known = LANGUAGES.find((language) => language === base);
    if (known) return known;
  }
  return 'en';
}

async function load(language: Language): Promise<void> {
  if (i18n.hasResourceBundle(language, 'translation')) return;
  const catalogue = await catalogues[language]();
  i18n.addResourceBundle(language, 'translation', catalogue.default);
}

/** Loads the catalogue of the reader's language and starts translating. */
export async function startI18n(): Promise<void> {
  const language = pickLanguage([localStorage.getItem(STORED), ...navigator.languages]);
  await i18n.use(numbers).use(initReactI18next).init({
    lng: language,
    resources: {},
    interpolation: INTERPOLATION,
    returnNull: false,
  });
  // Without words nothing can be shown, so it is tried until they are there.
  const tryOn = async (failures: number): Promise<void> => {
    if (await changeLanguage(language)) return;
    await nextTry(failures);
    await tryOn(failures + 1);
  };
  await tryOn(0);
}

/** Switches the language and remembers it on this device; false, and as before, when its words cannot be fetched. */
export async function changeLanguage(language: Language): Promise<boolean> {
  try {
    await load(language);
  } catch {
    return false;
  }
  await i18n.changeLanguage(language);
  localStorage.setItem(STORED, language);
  document.documentElement.lang = language;
  return true;
}
