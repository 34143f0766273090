import type { ModelDoc } from '../types';

/** A small model for tests, with one of each kind of reference inside it. */
export function sampleDoc(): ModelDoc {
  return {
    name: 'Sample',
    half_life: { fast: '3d', normal: '14d', slow: '60d' },
    engagement: [
      { name: 'Pricing page', when: 'page where path ~ "*/pricing*"', points: 8, group: 'Pages', at_most: '3 per day' },
      { name: 'Demo requested', when: 'demo', points: 40, decay: 'slow' },
    ],
    group: [{ name: 'Pages', at_most: 30, per: 'day' }],
    fit: [{ name: 'Decision maker', if: 'title has any ("CEO")', points: 25 }],
    grade: [{ letter: 'A', from: 50 }],
    lists: { competitors: ['FrostSense'] },
    stage: [
      { key: 'lead', name: 'Lead', when: 'kind = lead' },
      { key: 'mql', name: 'MQL', when: 'engagement >= 40', leave_to: 'lead' },
      { key: 'customer', name: 'Customer', from: ['lead', 'mql'], when: 'count(order) >= 1', customer: true },
    ],
    temperature: { warm_from: 40, hot_from: 120 },
    index: [{ key: 'poor', name: 'Poor' }, { key: 'best', name: 'Best', engagement_from: 100, fit_from: 35 }],
    signal: [],
  };
}
