import { describe, expect, it } from 'vitest';
import { formatters } from '../i18n/format';
import { cssText } from '../theme/cssText.fixture';
import { quality, readAdvice } from './advice';
import { calibrationOption, gainsOption, seriesOption, sizeOf, topShare } from './curves';
import { backtestRequest, usualHorizon } from './request';

const colors = {
  ink: '', dim: '', line: '', surface: '', engagement: 'amber', engagementSoft: '', fit: 'green', cold: '', warm: '', hot: '', area: '', label: '',
};
const common = { colors, format: formatters('en') };

interface Drawn {
  series: { data: unknown[] }[];
  xAxis: { max?: number };
  yAxis: { max?: number; min?: unknown };
  tooltip: { formatter: (hovered: unknown) => string };
}

describe('advice', () => {
  it('is a code with numbers', () => {
    expect(readAdvice('too_few_qualify qualified=12 share_of_converted=0.1523')).toEqual({
      code: 'too_few_qualify',
      numbers: { qualified: 12, share_of_converted: 0.1523 },
    });
  });

  it('keeps its code when the rest cannot be read', () => {
    expect(readAdvice('  something  a= b=x plain ')).toEqual({ code: 'something', numbers: {} });
    expect(readAdvice('')).toEqual({ code: '', numbers: {} });
  });
});

it('puts a ranking into steps', () => {
  expect([null, 0.4, 0.55, 0.7, 0.84, 0.85, 1].map(quality)).toEqual([null, 'none', 'weak', 'fair', 'good', 'veryGood', 'veryGood']);
});

describe('the question', () => {
  it('has the horizon of the probability, where there is one in days', () => {
    expect([14, 90, 0.5, null, undefined].map(usualHorizon)).toEqual(['14d', '90d', '30d', '30d', '30d']);
  });

  it('is about the model in force unless another is named', () => {
    expect(backtestRequest({}, 4, '14d')).toEqual({ version: 4, outcome: undefined, horizon: '14d', as_of: undefined, filter: undefined });
    expect(backtestRequest({ model: '2', outcome: 'sql', horizon: '7d', filter: 'fit > 1' }, 4, '14d')).toMatchObject({ version: 2, outcome: 'sql', horizon: '7d', filter: 'fit > 1' });
    expect(backtestRequest({ model: 'nonsense' }, 4, '14d').version).toBe(4);
  });

  it('names no version for the draft, and the end of the day', () => {
    const { version, as_of } = backtestRequest({ model: 'draft', at: '2020-02-01' }, 4, '14d');
    expect(version).toBeUndefined();
    expect(as_of).toBe(new Date('2020-02-01T23:59:59.999').toISOString());
  });
});

describe('curves', () => {
  it('have a common end on both axes that no point passes', () => {
    expect([[], [0.01], [0.021], [0.76], [1]].map(topShare)).toEqual([0.02, 0.02, 0.05, 1, 1]);
    const points = [{ predicted: 0.1, observed: 0.24, people: 10 }];
    const option = calibrationOption(points, common, { predicted: 'P', observed: 'O', people: 'N' }) as unknown as Drawn;
    expect([option.xAxis.max, option.yAxis.max]).toEqual([0.3, 0.3]);
    expect(option.series[1]?.data).toEqual([[0.1, 0.24, 10]]);
    expect(option.tooltip.formatter({ data: [0.1, 0.24, 10] })).toBe('P <b>10%</b><br>O <b>24%</b><br>N <b>10</b>');
  });

  it('draw points by how many people they stand for', () => {
    expect([sizeOf(0, 100), sizeOf(100, 100), sizeOf(5, 0)]).toEqual([6, 20, 6]);
    expect(sizeOf(25, 100)).toBe(13);
  });

  it('say how far the best scores reach, and nothing about the line of chance', () => {
    const option = gainsOption([{ share_of_people: 0.1, share_of_converted: 0.45 }], common, { people: 'P', converted: 'C' }) as unknown as Drawn;
    expect(option.tooltip.formatter([{ seriesIndex: 0, value: [0, 0] }])).toBe('');
    expect(option.tooltip.formatter([{ seriesIndex: 1, value: [0.1, 0.45] }])).toBe('P <b>10%</b><br>C <b>45%</b>');
  });

  it('leave out cut-offs that are not known', () => {
    const series = [
      { as_of: '2026-01-01T00:00:00Z', people: 9, converted: 1, auc: null },
      { as_of: '2026-02-01T00:00:00Z', people: 900, converted: 60, auc: 0.8 },
    ];
    const option = seriesOption(series, common, { auc: 'A', chance: 'c', converted: 'B' }) as unknown as Drawn;
    expect(option.series[0]?.data).toEqual([['2026-02-01T00:00:00Z', 0.8, 60]]);
    const least = option.yAxis.min as (extent: { min: number }) => number;
    expect([least({ min: 0.8 }), least({ min: 0.42 })]).toEqual([0.5, 0.4]);
  });
});

it('has no fixed number of fields in a row: each needs room for its words, in any language', async () => {
  const css = await cssText('workbench/Backtest.module.css');
  const rows = [...css.matchAll(/\.controls \{[^}]*grid-template-columns: ([^;]*);/g)].map(([, columns]) => columns);
  expect(rows.length).toBeGreaterThan(0);
  for (const columns of rows) expect(columns).toContain('auto-fit');
});
