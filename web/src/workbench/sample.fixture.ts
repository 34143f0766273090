import type { Audit, Backtest } from './types';

const audit = (id: string, engagement: number): Audit => ({
  person: { id, name: `Person ${id}`, company: 'Acme' },
  engagement,
  fit: 20,
  why: [{ rule: 'Pricing page', kind: 'engagement', points: 16 }],
});

/** A backtest with something of everything. */
export const SAMPLE: Backtest = {
  as_of: '2026-10-01T00:00:00Z',
  horizon: '30d',
  people: 2000,
  converted: 60,
  enough: true,
  reason: null,
  took_ms: 90,
  auc: { value: 0.8125, low: 0.77, high: 0.85 },
  auc_engagement: { value: 0.79, low: 0.7, high: 0.84 },
  auc_fit: { value: null, low: null, high: null },
  lift_at_10: { value: 4.25, low: 3, high: 5.5 },
  brier: 0.0119,
  calibration_error: 0.004,
  bands: [
    { from: 0, to: 20, people: 1500, converted: 10, rate: 0.0067, low: 0.003, high: 0.012 },
    { from: 20, to: null, people: 500, converted: 50, rate: 0.1, low: 0.077, high: 0.129 },
  ],
  calibration: [{ predicted: 0.1, observed: 0.11, people: 500 }],
  gains: [{ share_of_people: 0.1, share_of_converted: 0.43 }],
  missed: [audit('m', 2)],
  wasted: [audit('w', 190)],
  criteria: [
    { rule: 'Pricing page', kind: 'engagement', share_of_converted: 0.7, share_of_others: 0.1, lift: 7, points: 8, verdict: 'earns its points' },
    { rule: 'Competitor', kind: 'fit', share_of_converted: 0, share_of_others: 0, lift: 127, points: -100, verdict: 'too little data' },
  ],
  qualified: [{ stage: 'mql', people: 80, converted: 20, rate: 0.25, share_of_converted: 0.33 }],
  temperatures: [
    { temperature: 'hot', people: 40, converted: 16, rate: 0.4, low: 0.26, high: 0.55, share_of_converted: 0.27 },
    { temperature: 'warm', people: 200, converted: 24, rate: 0.12, low: 0.08, high: 0.17, share_of_converted: 0.4 },
    { temperature: 'cold', people: 1760, converted: 20, rate: 0.011, low: 0.007, high: 0.017, share_of_converted: 0.33 },
  ],
  advice: [
    'too_few_qualify qualified=80 share_of_people=0.04 share_of_converted=0.15',
    'too_many_qualify qualified=1200 share_of_people=0.6 share_of_converted=0.9',
    'ranks_no_better_than_chance auc=0.51 low=0.47',
    'engagement_points_the_wrong_way auc=0.4',
    'fit_points_the_wrong_way auc=0.4',
    'rules_point_the_wrong_way rules=2',
    'rules_make_no_difference rules=3',
  ],
  series: [{ as_of: '2026-09-01T00:00:00Z', people: 1900, converted: 40, auc: 0.8 }],
};
