import { expect, it } from 'vitest';
import { escapeHtml } from '../../charts/tooltip';
import type { LifecycleMap } from '../types';
import { boundsOf, drawnFit, readPoint, roundUp, sizeOf, strongest } from './points';
import { stageFilter } from './StageCard';
import type { ChartColors } from '../../charts/useColors';
import { formatters } from '../../i18n/format';
import { cssText } from '../../theme/cssText.fixture';
import { corners, type Drawn, stageOption } from './stageOption';

const stage = {
  key: 'lead',
  name: 'Lead',
  count: 3,
  sampled: false,
  points: [
    ['a', -12, 40, 0, 1, 'Ada'],
    ['b', 130, 400, 3, 2, ''],
    ['c', 10, 90, -1, 0, 'Cem'],
  ],
};

const map = (engagement_scale: number): LifecycleMap => ({ as_of: '', stages: [stage], areas: [], engagement_scale });

it('shows the fit of everybody and the engagement the server suggests', () => {
  expect(boundsOf(map(120))).toEqual({ fitFrom: -20, fitTo: 140, engagementTo: 150 });
  expect(boundsOf(map(0)).engagementTo).toBe(400);
});

it('rounds the end of an axis up', () => {
  expect([1, 9, 42, 100, 101, 2300].map(roundUp)).toEqual([1, 9, 45, 100, 150, 2500]);
});

it('lets the areas begin inside the plane that is shown', () => {
  const areas = [
    { key: 'poor', name: 'Poor' },
    { key: 'good', name: 'Good', fit_from: 20, engagement_from: 30 },
    { key: 'far', name: 'Far', fit_from: 120, engagement_from: null },
  ];
  expect(corners({ areas, bounds: { fitFrom: -30, fitTo: 100, engagementTo: 90 } })).toEqual([
    { name: 'Poor', from: [-30, 0] },
    { name: 'Good', from: [20, 30] },
  ]);
});

it('draws faster people larger, in both directions', () => {
  expect([0, 0.4, -1, 2.6, -9].map(sizeOf)).toEqual([0, 0, 1, 2, 2]);
});

it('spreads people of the same fit, near their place and always alike', () => {
  const drawn = Array.from({ length: 500 }, (_, id) => drawnFit({ id: String(id), fit: 20 }));
  expect(Math.min(...drawn)).toBeLessThan(19);
  expect(Math.max(...drawn)).toBeGreaterThan(21);
  expect(drawn.every((fit) => Math.abs(fit - 20) <= 1.6)).toBe(true);
  expect(drawnFit({ id: '7', fit: 20 })).toBe(drawn[7]);
});

it('names the strongest first', () => {
  expect(strongest(stage, 2).map(({ id }) => id)).toEqual(['b', 'c']);
  expect(readPoint(['x']).name).toBe('');
});

it('narrows a filter to a stage', () => {
  expect(stageFilter('', 'mql')).toBe('stage = "mql"');
  expect(stageFilter('fit > 1 or fit < 0', 'mql')).toBe('(fit > 1 or fit < 0) and stage = "mql"');
});

it('keeps names from becoming markup', () => {
  expect(escapeHtml('<img src=x onerror="a(\'b\')">&')).toBe(
    '&lt;img src=x onerror=&quot;a(&#39;b&#39;)&quot;&gt;&amp;',
  );
});

it('draws everybody once, in series of one shape that are never empty', () => {
  const option = stageOption({
    stage,
    areas: [],
    bounds: boundsOf(map(100)),
    colors: {} as ChartColors,
    format: formatters('en'),
    words: { fit: '', engagement: '', velocity: '' },
    nameOf: ({ name }) => name,
  });
  const series = option.series as { data: Drawn[]; large?: boolean; largeThreshold?: number }[];
  const drawn = series.filter(({ large }) => large);
  expect(drawn.flatMap(({ data }) => data.map(([, , point]) => point.id)).toSorted()).toEqual(['a', 'b', 'c']);
  expect(drawn.every(({ data, largeThreshold }) => data.length > 0 && largeThreshold === 0)).toBe(true);
});

it('never cuts how many are shown, which would be another number', async () => {
  const css = await cssText('people/map/Map.module.css');
  const [, count = ''] = /\.count \{([^}]*)\}/.exec(css) ?? [];
  expect(count).toContain('min-width');
  expect(count).not.toMatch(/nowrap|ellipsis/);
});
