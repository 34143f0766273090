import { expect, it } from 'vitest';
import cs from '../i18n/cs.json';
import en from '../i18n/en.json';
import tr from '../i18n/tr.json';
import { fits } from './fits';
import { TABS } from '../models/editor/doc/places';
import { SECTIONS } from '../people/today/sections';
import { foundAs, modelOf, PARTS, SCREENS, screensOf } from './screens';

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
  ['en', 'queues', '/jobs'],
  ['tr', 'ARKA PLAN', '/jobs'],
  ['cs', 'ulohy', '/jobs'],
] as const)('in %s, “%s” finds %s', (language, typed, to) => {
  const found = SCREENS.filter(({ label, also }) => fits([label, also].map((key) => said(CATALOGUES[language], key)).join(' '), typed, language));
  expect(found.map((screen) => screen.to)).toEqual([to]);
});

it('leads only administrators to the jobs', () => {
  expect(screensOf({ role: 'admin' })).toEqual(SCREENS);
  const others = SCREENS.filter(({ to }) => to !== '/jobs');
  for (const user of [{ role: 'member' }, undefined]) expect(screensOf(user)).toEqual(others);
});

/** The parts of screens that something finds in a language, as they are asked for in the address. */
function parts(language: keyof typeof CATALOGUES, typed: string, as: 'named' | 'meant') {
  const word = (key: string) => said(CATALOGUES[language], key);
  return PARTS.filter(({ label, of }) => foundAs(word(label), word(of), typed, language) === as).map(({ to, search }) => to + Object.values(search).join(''));
}

it('leads to every section of Today and every tab of the model', () => {
  expect(PARTS.map(({ to, search }) => to + Object.values(search).join(''))).toEqual([
    // People to win are what Today opens on.
    ...SECTIONS.map((section) => (section === 'to_win' ? '/' : `/${section}`)),
    ...TABS.map((tab) => `/model${tab}`),
  ]);
});

it.each([
  ['en', 'people to', ['/']],
  ['en', 'customers', ['/worth_a_call', '/customers']],
  ['en', 'every', ['/everybody']],
  ['en', 'temperature', ['/modelplane']],
  ['tr', 'KAZANILACAK', ['/']],
  ['tr', 'musteriler', ['/worth_a_call', '/customers']],
  ['tr', 'herkes', ['/everybody']],
  ['tr', 'yaşam', ['/modellifecycle']],
  ['cs', 'ziskat', ['/']],
  ['cs', 'zákazníci', ['/worth_a_call', '/customers']],
  ['cs', 'vhodnost', ['/modelfit']],
] as const)('in %s, “%s” finds parts of screens by their names', (language, typed, to) => {
  expect(parts(language, typed, 'named')).toEqual(to);
});

it('finds a part by its name and that of its screen, and only screens by theirs', () => {
  expect(parts('en', 'model fit', 'meant')).toEqual(['/modelfit']);
  expect(parts('cs', 'dnes zák', 'meant')).toEqual(['/worth_a_call', '/customers']);
  for (const typed of ['', ' ', 'scoring model', 'today']) {
    expect([...parts('en', typed, 'named'), ...parts('en', typed, 'meant')], typed).toEqual([]);
  }
});

it('knows which model a screen is about, and takes no version for one', () => {
  expect(modelOf({ pathname: '/model', search: { model: 'shop' } })).toBe('shop');
  expect(modelOf({ pathname: '/model/backtest', search: { model: '3' } })).toBeUndefined();
  expect(modelOf({ pathname: '/model/backtest', search: { of: 'shop', model: '3' } })).toBe('shop');
});
