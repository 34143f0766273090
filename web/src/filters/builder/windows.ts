import { type Span, writeEvent, writeSpan } from './spans';
import type { MeasureNode } from './tree';

/** From when on interactions count, as a measure says it. */
export type Window = Pick<MeasureNode, 'within' | 'before' | 'after'>;
export type Mode = 'ever' | 'last' | 'before' | 'after';

const NEVER: Window = { within: '', before: '', after: '' };
const WEEK: Span = { count: 7, unit: 'd' };
const FIRST_EVENT = writeEvent('first', 'order');

/** From when on interactions count: ever, lately, or around an event. */
export function windowMode({ within, before, after }: Window): Mode {
  if (before) return 'before';
  if (after) return 'after';
  return within ? 'last' : 'ever';
}

/** The window after another mode was chosen; length and event are kept. */
export function switched(window: Window, mode: Mode): Window {
  const event = window.before || window.after || FIRST_EVENT;
  if (mode === 'ever') return NEVER;
  if (mode === 'last') return { ...NEVER, within: window.within || writeSpan(WEEK) };
  return { ...NEVER, within: window.within, [mode]: event };
}
