import type { Fault } from '../types';

/** The tabs of the editor. */
export const TABS = ['engagement', 'fit', 'lifecycle', 'plane', 'signals', 'lists', 'text'] as const;
export type Tab = (typeof TABS)[number];

/** The first word of a place in the file, and the tab that shows it. */
const TAB_OF: readonly [start: string, tab: Tab][] = [
  ['engagement', 'engagement'],
  ['half_life', 'engagement'],
  ['half-life', 'engagement'],
  ['group', 'engagement'],
  ['fit', 'fit'],
  ['grade', 'fit'],
  ['stage', 'lifecycle'],
  ['temperature', 'plane'],
  ['index', 'plane'],
  ['score index', 'plane'],
  ['area', 'plane'],
  ['signal', 'signals'],
  ['list', 'lists'],
];

/** Which tab mends a fault; what no tab knows is mended in the text. */
export function tabOf(place: string): Tab {
  return TAB_OF.find(([start]) => place.toLowerCase().startsWith(start))?.[1] ?? 'text';
}

/** The name between quotes in a place: `engagement rule "Pricing page" / points` → Pricing page. */
export function nameIn(place: string): string | null {
  return /"((?:[^"\\]|\\.)*)"/.exec(place)?.[1]?.replaceAll(/\\(.)/g, '$1') ?? null;
}

/** Whether a fault is about the condition of a rule, whose field tells it itself. */
export function isOfCondition({ place, message }: Fault): boolean {
  return /[/,]\s*(when|if)$/.test(place) || /\(character \d+\)$/.test(message);
}

/** Always the same, so that rows without faults are not drawn again. */
const NO_FAULTS: readonly Fault[] = [];

/** The faults of one tab's item by its name. */
export function faultsOf(faults: readonly Fault[], tab: Tab, name: string): readonly Fault[] {
  const found = faults.filter(({ place }) => tabOf(place) === tab && nameIn(place) === name);
  return found.length > 0 ? found : NO_FAULTS;
}
