import { expect, it } from 'vitest';
import type { PersonSummary } from '../types';
import { touchedBetween } from './useTouched';

const person = (id: string, last_touch: string | null): PersonSummary => ({
  id,
  kind: 'lead',
  stage: { key: 'lead', name: 'Lead' },
  fit: 0,
  engagement: 0,
  temperature: 'cold',
  index: { key: 'poor', name: 'Poor' },
  velocity: 0,
  last_touch,
  created_at: '2026-01-01T00:00:00Z',
  recent_signals: [],
  news: [],
  reasons: [],
});

const before = new Map([
  ['a', 't1'],
  ['b', 't2'],
]);

it('names who interacted, not who made room', () => {
  expect(touchedBetween(before, [person('b', 't3'), person('a', 't1')])).toEqual(new Set(['b']));
});

it('names who came in, but not the people of a page added below', () => {
  expect(touchedBetween(before, [person('c', 't4'), person('a', 't1'), person('b', 't2')])).toEqual(new Set(['c']));
  expect(touchedBetween(before, [person('a', 't1'), person('b', 't2'), person('c', 't0')])).toEqual(new Set());
});
