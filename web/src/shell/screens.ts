import { isAdministrator } from '../api/session';
import type { User } from '../api/types';
import { TABS } from '../models/editor/doc/places';
import { SECTIONS, withSection } from '../people/today/sections';
import { fits } from './fits';

/** The screens that the palette leads to, each with the key of its name and of other words that it is found by. */
export const SCREENS = [
  { to: '/', label: 'nav.today', also: 'palette.also.today' },
  { to: '/map', label: 'nav.map', also: 'palette.also.map' },
  { to: '/signals', label: 'signals.title', also: 'palette.also.signals' },
  { to: '/model', label: 'nav.model', also: 'palette.also.model' },
  { to: '/model/versions', label: 'model.versions.title', also: 'palette.also.versions' },
  { to: '/model/backtest', label: 'backtest.title', also: 'palette.also.backtest' },
  { to: '/model/suggestions', label: 'suggest.title', also: 'palette.also.suggestions' },
  { to: '/bad-events', label: 'nav.badEvents', also: 'palette.also.badEvents' },
  { to: '/keys', label: 'keys.title', also: 'palette.also.keys' },
  { to: '/jobs', label: 'jobs.title', also: 'palette.also.jobs', onlyFor: 'administrators' },
] as const;

/** The screens that somebody may see. */
export function screensOf(user: Pick<User, 'role'> | undefined) {
  return SCREENS.filter((screen) => !('onlyFor' in screen) || isAdministrator(user));
}

/** The parts of screens that the palette leads to once something is typed, each with the key of its name and of its screen's. */
export const PARTS = [
  ...SECTIONS.map((section) => ({ to: '/', search: withSection({}, section), label: `section.${section}`, of: 'nav.today' }) as const),
  ...TABS.map((tab) => ({ to: '/model', search: { tab }, label: `model.tab.${tab}`, of: 'nav.model' }) as const),
];

/** Key of the model that a screen is about, by its address; where backtests are, `model` is a version of it. */
export function modelOf({ pathname, search }: { pathname: string; search: { model?: string; of?: string } }): string | undefined {
  return ['/model/backtest', '/model/suggestions'].includes(pathname) ? search.of : search.model;
}

/**
 * How a part of a screen is found by what was typed: by its name, or by that and the name of its screen together. The
 * name of the screen alone finds the screen.
 */
export function foundAs(name: string, screen: string, typed: string, language: string): 'named' | 'meant' | null {
  if (typed.trim() === '') return null;
  if (fits(name, typed, language)) return 'named';
  return fits(`${name} ${screen}`, typed, language) && !fits(screen, typed, language) ? 'meant' : null;
}
