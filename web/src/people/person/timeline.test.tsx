import { expect, it } from 'vitest';
import { rendered } from '../../models/editor/render.fixture';
import type { TimelineItem } from '../types';
import { TimelineDetails } from './TimelineDetails';
import { useAmount } from './useAmount';

function Amount({ item }: { item: Partial<TimelineItem> }) {
  return <p>{useAmount()({ kind: 'Order Completed', ...item })}</p>;
}

const amount = async (item: Partial<TimelineItem>, language: 'en' | 'tr' | 'cs' = 'en') =>
  /<p>(.*)<\/p>/s.exec(await rendered(<Amount item={item} />, language))?.[1];

it('says what an amount is counted in', async () => {
  const call = { kind: 'Call', amount_unit: 'seconds' };
  expect(await amount({ ...call, amount: 596 })).toBe('9 min 56 sec');
  expect(await amount({ ...call, amount: 596 }, 'cs')).toMatch(/^9\smin 56\ss$/);
  expect(await amount({ ...call, amount: 3720 })).toBe('1 hr 2 min');
  expect(await amount({ ...call, amount: 0 })).toBe('not answered');
  expect(await amount({ ...call, amount: 0 }, 'tr')).toBe('yanıtlanmadı');
  expect(await amount({ kind: 'Webinar Watched', amount: 0, amount_unit: 'seconds' })).toBe('0 sec');
  expect(await amount({ amount: 3, amount_unit: 'pieces' }, 'cs')).toBe('3 kusy');
  expect(await amount({ amount: 9.5, amount_unit: 'money', currency: 'EUR' })).toBe('€9.50');
  expect(await amount({ amount: 33.95, amount_unit: 'money', currency: null })).toBe('amount 33.95');
  expect(await amount({ amount: 34, amount_unit: 'money', currency: null }, 'cs')).toBe('částka 34');
  expect(await amount({ amount: 12, amount_unit: 'money', currency: 'points' })).toBe('12 points');
  expect(await amount({ amount: null })).toBe('');
});

const opened = (item: Partial<TimelineItem>): TimelineItem => ({
  seq: '1',
  message_id: 'm',
  at: '2026-03-01T10:00:00Z',
  received_at: '2026-03-01T10:00:00Z',
  kind: 'Email Link Clicked',
  channel: 'email',
  verdict: 'machine',
  verdict_reasons: ['mail_sweep'],
  points: [],
  properties: {},
  ...item,
});

it('says that an interaction was judged otherwise before, only where it was', async () => {
  const shown = await rendered(<TimelineDetails item={opened({ captured_verdict: 'human' })} />, 'en');
  expect(shown).toContain('When it came in, it counted as: Human. What came later shows: Machine.');
  expect(shown).toContain('Many links of one mail were followed at once');
  const others = [null, 'machine'].map((captured_verdict) => rendered(<TimelineDetails item={opened({ captured_verdict })} />, 'en'));
  for (const other of await Promise.all(others)) expect(other).not.toContain('When it came in');
});

it('shows what an order came to, and what was given back of it', async () => {
  const all = { amount: 0, amount_before_refunds: 33.95, amount_unit: 'money', currency: 'CZK' };
  const part = { ...all, amount: 3.95 };
  expect(await amount(all)).toMatch(/^CZK\s33\.95, refunded in full$/);
  expect(await amount(all, 'cs')).toMatch(/^33,95\sKč, vráceno vše$/);
  expect(await amount(all, 'tr')).toMatch(/^CZK\s33,95, tamamı iade edildi$/);
  expect(await amount(part)).toMatch(/^CZK\s33\.95, CZK\s30\.00 refunded$/);
  expect(await amount({ ...part, currency: null })).toBe('amount 33.95, 30 refunded');
});
