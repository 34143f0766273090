import type { Section } from '../people/today/sections';

/** Filters people want most days, by the key of their name in the catalogues. */
export const PRESETS = {
  toWin: 'not kind = customer and disqualified is unknown',
  hot: 'temperature = hot',
  warmLeads: 'temperature = warm and kind = lead',
  newToday: 'created > 1 day ago',
  customers: 'kind = customer',
} as const;

/** The people whom somebody looks after. */
export function mine(email: string): string {
  return `owner = ${quoted(email)}`;
}

/** A text as the filter language writes it. */
export function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

export type Preset = keyof typeof PRESETS;

/** The usual filters but those that a screen has sections for, and among customers those of leads, who are none. */
export function presetsIn(section: Section | undefined): Preset[] {
  const all = Object.keys(PRESETS) as Preset[];
  const leaves: readonly Preset[] = {
    none: [],
    to_win: SECTIONED,
    everybody: SECTIONED,
    worth_a_call: OF_NO_CUSTOMER,
    customers: OF_NO_CUSTOMER,
  }[section ?? 'none'];
  return all.filter((key) => !leaves.includes(key));
}

const SECTIONED: readonly Preset[] = ['toWin', 'customers'];
const OF_NO_CUSTOMER: readonly Preset[] = [...SECTIONED, 'warmLeads'];

/** Filters that teach the language; shown in the help of the filter box. */
export const EXAMPLES = [
  'temperature = hot and fit >= 50',
  'stage in (mql, sql) and last_touch > 3 days ago',
  'country = "CZ" and count(page where path ~ "/pricing*", last 7 days) >= 2',
  'title has any ("CEO", "Owner")',
  'email.domain is free',
  'not kind = customer',
] as const;
