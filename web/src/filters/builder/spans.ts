/** Units of a span, longest first. */
export const UNITS = ['w', 'd', 'h'] as const;
export type Unit = (typeof UNITS)[number];

export interface Span {
  count: number;
  unit: Unit;
}

const SPAN = /^(?:last\s+)?(\d+)\s*(hours?|h|days?|d|weeks?|w)(?:\s+ago)?$/i;

/** Reads `7d`, `7 days` and `7 days ago`; anything else is null. */
export function readSpan(text: string): Span | null {
  const [, count, unit] = SPAN.exec(text.trim()) ?? [];
  if (!count || !unit) return null;
  return { count: Number(count), unit: unit.toLowerCase().charAt(0) as Unit };
}

/** The short form, as windows are written: `7d`. */
export function writeSpan({ count, unit }: Span): string {
  return `${count}${unit}`;
}

const NAMES: Record<Unit, string> = { w: 'week', d: 'day', h: 'hour' };

/** A moment that many units ago, as dates are written: `7 days ago`. */
export function writeAgo({ count, unit }: Span): string {
  return `${count} ${NAMES[unit]}${count === 1 ? '' : 's'} ago`;
}

/** The day of a written date, or null when it is something else. */
export function readDay(text: string): string | null {
  return /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0] ?? null;
}

const EVENT = /^(first|last)\(\s*("[^"]*"|\w+)\s*\)$/;

/** An event that a window ends at: `first(order)`. */
export function readEvent(text: string): { which: 'first' | 'last'; kind: string } | null {
  const [, which, kind] = EVENT.exec(text.trim()) ?? [];
  if (!which || !kind) return null;
  return { which: which as 'first' | 'last', kind: kind.replaceAll('"', '') };
}

/** Writes an event; a kind that is no plain word is quoted. */
export function writeEvent(which: 'first' | 'last', kind: string): string {
  return `${which}(${/^\w+$/.test(kind) ? kind : `"${kind}"`})`;
}
