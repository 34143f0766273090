import { expect, it } from 'vitest';
import cs from '../i18n/cs.json';
import en from '../i18n/en.json';
import tr from '../i18n/tr.json';
import { fits } from './fits';
import { SCREENS } from './screens';

const [navigation = ''] = Object.values(import.meta.glob<string>('./Navigation.tsx', { eager: true, query: '?raw', import: 'default' }));
const CATALOGUES = { en, tr, cs };

function said(catalogue: object, key: string): string {
  return key.split('.').reduce((part: unknown, name) => (part as Record<string, unknown>)[name], catalogue) as string;
}

it('leads to every screen of the navigation', () => {
  const linked = [...navigation.matchAll(/ to="([^"]+)"/g)].map(([, to]) => to);
  expect(linked).toContain('/keys');
  expect(SCREENS.map(({ to }) => to)).toEqual(expect.arrayContaining(linked));
});

it.each([
  ['en', 'map', '/map'],
  ['en', 'api', '/keys'],
  ['tr', 'harita', '/map'],
  ['tr', 'HARİTA', '/map'],
  ['tr', 'anahtar', '/keys'],
  ['tr', 'yasam', '/map'],
  ['cs', 'klíč', '/keys'],
  ['cs', 'klic', '/keys'],
  ['cs', 'chyby', '/bad-events'],
] as const)('in %s, “%s” finds %s', (language, typed, to) => {
  const found = SCREENS.filter(({ label, also }) => fits([label, also].map((key) => said(CATALOGUES[language], key)).join(' '), typed, language));
  expect(found.map((screen) => screen.to)).toEqual([to]);
});
