import { describe, expect, it, vi } from 'vitest';
import { LANGUAGES } from '../../i18n';
import { rendered } from '../../models/editor/render.fixture';
import type { SignalEvent } from '../../signals/types';
import type { Probability } from '../types';
import { ProbabilityPanel } from './ProbabilityPanel';
import { givenUpTo, SignalsPanel } from './SignalsPanel';
import type { Asked } from './useApart';

vi.mock('@tanstack/react-router', () => ({
  Link: ({ children, to }: { children: string; to: string }) => <a href={to}>{children}</a>,
}));

const probability: Probability = {
  value: 0.274,
  horizon_days: 14,
  reasons_for: [
    { name: 'Pricing page', value: null, weight: 0.9 },
    { name: 'mailbox', value: 'shared', weight: 0.45 },
  ],
  reasons_against: [{ name: 'country', value: 'GB', weight: -0.3 }],
  as_of: '2026-11-01T00:00:00Z',
};

const asked: Asked = { temperature: 'hot', reasons: [], last_touch: '2026-11-01T00:00:00Z' };

const signal: SignalEvent = {
  person: { id: 'p' },
  key: 'asked_price',
  name: 'Asked for a price',
  at: '2026-11-20T00:00:00Z',
  count: 3,
  evidence: [{ seq: '9', at: '2026-11-20T00:00:00Z', kind: 'Question Asked', label: 'How much?' }],
};

describe.each(LANGUAGES)('in %s', (language) => {
  it('has words for what speaks for and against', async () => {
    const shown = await rendered(<ProbabilityPanel person={{ ...asked, probability }} />, language);
    expect(shown).not.toMatch(/\bprobability\.[a-z]|>mailbox<|>shared</);
    const page = { en: 'Pricing page', tr: 'Fiyat sayfası', cs: 'Stránka s cenami' }[language];
    expect(shown).toMatch(new RegExp(`reasons-for.*${page}.*reasons-against`, 's'));
  });
});

it('says why temperature and probability say the opposite, where they do and of now', async () => {
  const apart = { ...asked, probability: { ...probability, value: 0.01 }, probability_apart: { reason: probability.reasons_against[0] } };
  expect(await rendered(<ProbabilityPanel person={apart} />, 'en')).toMatch(/probability-apart.*1% tells what became of people like them; most against it: Country \(GB\)\./s);
  expect(await rendered(<ProbabilityPanel person={{ ...asked, probability }} />, 'en')).not.toContain('probability-apart');
  expect(await rendered(<ProbabilityPanel person={apart} day="2026-10-01" />, 'en')).not.toContain('probability-apart');
});

it('draws the strongest reason as the full bar', async () => {
  const shown = await rendered(<ProbabilityPanel person={{ ...asked, probability }} />, 'en');
  expect(shown).toContain('27.4%');
  expect(shown).toContain('within 14 days');
  expect([...shown.matchAll(/data-side="(\w+)" style="width:([\d.]+)%"/g)].map(([, side, width]) => [side, Math.round(Number(width))])).toEqual([
    ['for', 100],
    ['for', 50],
    ['against', 33],
  ]);
});

it('says why nobody can say yet, and is silent where there is nothing to say', async () => {
  const missing = await rendered(<ProbabilityPanel person={{ ...asked, probability_missing_part: { message: 'not enough outcomes yet: 12 of 50' } }} />, 'en');
  expect(missing).toMatch(/Not known yet\..*12 of 50/s);
  expect(await rendered(<ProbabilityPanel person={asked} />, 'en')).not.toContain('Probability');
});

it('says of a signal of the company that it is one, and how many people gave it', async () => {
  const company = { name: 'Acme', filter: 'company.name = "Acme"', people: 3, usual: 4.5 };
  const shown = await rendered(<SignalsPanel signals={[{ ...signal, company, count: 17 }]} />, 'en');
  expect(shown).toMatch(/Company signal · 3 people · interactions usual in such a time: 4\.5.*after 17 interactions/s);
  expect(await rendered(<SignalsPanel signals={[signal]} />, 'en')).not.toContain('signal-company');
});

it('lists signals with the way to their evidence, and says when there are none', async () => {
  const some = await rendered(<SignalsPanel signals={[signal]} />, 'en');
  expect(some).toMatch(/Asked for a price.*aria-expanded="false".*after 3 interactions/s);
  const none = await rendered(<SignalsPanel signals={[]} />, 'en');
  expect(none).toMatch(/href="\/signals".*No buying signals so far\./s);
});

it('tells no probability of a day of the past, which nobody told then', async () => {
  const shown = await rendered(<ProbabilityPanel person={{ ...asked, probability }} day="2026-10-01" />, 'en');
  expect(shown).not.toContain('27.4');
  expect(shown).toContain('Oct 1, 2026');
});

it('shows of a day of the past the signals that had been given', () => {
  const later = { ...signal, at: '2026-11-21T00:00:00Z' };
  expect(givenUpTo([later, signal], '2026-11-20T23:59:59.999Z')).toEqual([signal]);
  expect(givenUpTo([later, signal], signal.at)).toEqual([signal]);
  expect(givenUpTo([later, signal], undefined)).toEqual([later, signal]);
});
