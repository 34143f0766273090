import { describe, expect, it } from 'vitest';
import { byDay, dayOf } from '../../shared/days';
import type { TimelineItem } from '../types';
import { endOfDay, pastDay } from './asOf';
import { ordered } from './ProfilePanel';
import { entries, show } from './TimelineDetails';
import { touchLine } from './TimelineEntry';

const item = (seq: string, at: string): TimelineItem => ({
  seq,
  message_id: `m${seq}`,
  at,
  received_at: at,
  kind: 'Page Viewed',
  channel: 'web',
  verdict: 'human',
  verdict_reasons: [],
  points: [],
  properties: {},
});

const local = (day: number, hour: number) => new Date(2026, 4, day, hour).toISOString();

describe('the day of the scores', () => {
  it('ends with its last millisecond', () => {
    const end = endOfDay('2026-03-01', new Date('2026-03-05T12:00:00'));
    expect(end).toBe(new Date('2026-03-01T23:59:59.999').toISOString());
  });

  it('is now when it is not over, not given, or not a day', () => {
    const now = new Date('2026-03-05T12:00:00');
    expect(endOfDay('2026-03-05', now)).toBeUndefined();
    expect(endOfDay(undefined, now)).toBeUndefined();
    expect(endOfDay('2026-13-45', now)).toBeUndefined();
  });

  it('is told only where it is over', () => {
    const now = new Date('2026-03-05T12:00:00');
    expect(['2026-03-04', '2026-03-05', '2026-03-06', '2026-13-45', undefined].map((day) => pastDay(day, now))).toEqual(['2026-03-04', undefined, undefined, undefined, undefined]);
  });

  it('is the day of the reader', () => {
    expect(dayOf(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05');
  });
});

describe('the timeline', () => {
  it('is grouped by day in its own order', () => {
    const groups = byDay([item('3', local(9, 8)), item('2', local(8, 20)), item('1', local(8, 7))]);
    expect(groups.map(([day, items]) => [day, items.map(({ seq }) => seq)])).toEqual([
      ['2026-05-09', ['3']],
      ['2026-05-08', ['2', '1']],
    ]);
  });

  it('tells where a touch came from', () => {
    expect(touchLine({ source: 'google', medium: 'cpc', campaign: null })).toBe('google / cpc');
    expect(touchLine({ referrer: 'https://example.org/' })).toBe('https://example.org/');
    expect(touchLine({})).toBeNull();
    expect(touchLine(null)).toBeNull();
  });

  it('takes properties that are no object', () => {
    expect(entries({ a: 1 })).toEqual([['a', 1]]);
    expect(entries('text')).toEqual([['', 'text']]);
    expect(entries(null)).toEqual([]);
  });

  it('shows values of any type', () => {
    expect([show('a'), show(3), show({ b: [1] }), show(null)]).toEqual(['a', '3', '{"b":[1]}', 'null']);
  });
});

it('shows the standard fields of a profile first, then its own', () => {
  const fields = ['seats', 'country', 'name', 'plan', 'title'].map((field) => ({ field, value: '' }));
  expect(ordered(fields).map(({ field }) => field)).toEqual(['name', 'title', 'country', 'seats', 'plan']);
});
