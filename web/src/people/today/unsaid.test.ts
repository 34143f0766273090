import { expect, it } from 'vitest';
import type { PersonSummary, Reason } from '../types';
import { rulesOfSignals, unsaid } from './unsaid';

const doc = {
  engagement: [
    { name: 'Demo requested', when: 'demo', points: 100 },
    { name: 'Pricing page', when: 'page where role = pricing', points: 8 },
    { name: 'Asked a question', when: 'question', points: 20 },
  ],
  signal: [
    { key: 'asked_demo', name: 'Asked for a demo', on: 'demo' },
    { key: 'first_price', name: 'From reading to prices', on: 'page where role = pricing', when: 'count(page where role = docs, 30d) >= 3' },
    { key: 'surge', name: 'Much more active than usual', detector: 'frequent', interactions: 'any' },
    { key: 'question', name: 'Asked a question', on: 'any where property.asks = "question"' },
  ],
};
const rules = rulesOfSignals(doc);

const reason = (rule: string, dimension = 'engagement'): Reason => ({ rule, dimension, points: 10, count: 1 });
const reasons = [reason('Demo requested'), reason('Pricing page'), reason('Asked a question'), reason('Decision maker', 'fit')];
const left = (changes: [string, string?, string?][]) => {
  const news = changes.map(([change, key, name]) => ({ change, signal: key && name ? { key, name } : null }));
  return unsaid({ reasons, news } as Pick<PersonSummary, 'reasons' | 'news'>, rules).map(({ rule }) => rule);
};

it('leaves out the reason for what the news tells, though the rule has another name than the signal', () => {
  expect(left([['signal', 'asked_demo', 'Asked for a demo']])).toEqual(['Pricing page', 'Asked a question', 'Decision maker']);
});

it('leaves out a reason with the name of the signal', () => {
  expect(left([['signal', 'question', 'Asked a question']])).toEqual(['Demo requested', 'Pricing page', 'Decision maker']);
});

it.each([
  ['asks for more than the rule', ['signal', 'first_price', 'From reading to prices']],
  ['is of many interactions', ['signal', 'surge', 'Much more active than usual']],
  ['is none', ['stage']],
] as [string, [string, string?, string?]][])('keeps all reasons where the news %s', (_, news) => {
  expect(left([news])).toHaveLength(4);
});

it('keeps the reason for a signal that is not shown, as the news before it is', () => {
  expect(left([['hot'], ['signal', 'asked_demo', 'Asked for a demo']])).toHaveLength(4);
});

it('knows no rule of a signal without a document of the model', () => {
  expect(rulesOfSignals(null).size).toBe(0);
});
