import { expect, it } from 'vitest';
import { rendered } from '../../models/editor/render.fixture';
import { ProbabilityPanel } from './ProbabilityPanel';

const reason = (name: string, value: string | null, weight: number) => ({ name, value, weight });

const probability = {
  value: 0.000_19,
  horizon_days: 30,
  as_of: '2026-01-01T00:00:00Z',
  reasons_for: [reason('velocity', '12.4', 2), reason('interactions', '1246', 1)],
  reasons_against: [
    reason('days since the last touch', '-0', -0.9),
    reason('Form submitted', null, -0.06),
    reason('Form Submitted', '1', -0.02),
    reason('campaign', '2024', -0.01),
  ],
};
const person = { temperature: 'cold', reasons: [], last_touch: null, probability_apart: null, probability };
const panel = async (language: 'en' | 'tr' | 'cs') =>
  (await rendered(<ProbabilityPanel person={person as never} />, language)).replaceAll('\u00a0', ' ');
const values = (html: string) => [...html.matchAll(/reasonValue[^>]*>([^<]*)</g)].map(([, value]) => value);

it('writes the numbers of the reasons as the language does, and none as -0', async () => {
  expect(values(await panel('en'))).toEqual(['12.4', '1,246', '0', '2024']);
  expect(values(await panel('tr'))).toEqual(['12,4', '1.246', '0', '2024']);
  expect(values(await panel('cs'))).toEqual(['12,4', '1 246', '0', '2024']);
});

it('tells the stronger one of reasons with the same words', async () => {
  const shown = await panel('en');
  expect(shown.match(/Form submitted/gi)).toHaveLength(1);
});

it('does not say that what is hardly likely cannot be', async () => {
  expect(await panel('en')).toContain('&lt; 0.1%');
});
