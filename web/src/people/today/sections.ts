import type { Sort } from '../types';

/** Which people Today shows; the first it opens on. */
export const SECTIONS = ['to_win', 'worth_a_call', 'customers', 'everybody'] as const;
export type Section = (typeof SECTIONS)[number];

/** What Today shows, as it stands in the address. */
export interface TodaySearch {
  model?: string;
  section?: Section;
  filter?: string;
  sort?: Sort;
}

/** A filter that comes from elsewhere is about everybody, unless it says otherwise; without one there are people to win. */
export function sectionOf({ section, filter }: Pick<TodaySearch, 'section' | 'filter'>): Section {
  return section ?? (filter ? 'everybody' : 'to_win');
}

/** The search of the same list with another filter: the section stays, also where the address did not name it. */
export function withFilter(search: TodaySearch, filter: string): TodaySearch {
  const section = sectionOf(search);
  return { ...search, filter: filter || undefined, section: section === 'to_win' && !filter ? undefined : section };
}

/** The search of a section with the same filter; of the one that is shown, the same. */
export function withSection(search: TodaySearch, section: Section): TodaySearch {
  if (section === sectionOf(search)) return search;
  return { ...search, section: section === 'to_win' && !search.filter ? undefined : section };
}

const KEY = 'ripen.today';

/** Keeps what Today shows, for the way back from a person. */
export function rememberView(search: TodaySearch): void {
  sessionStorage.setItem(KEY, JSON.stringify(search));
}

/** What Today showed last in this tab. */
export function lastView(): TodaySearch {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? '{}') as TodaySearch;
  } catch {
    return {};
  }
}
