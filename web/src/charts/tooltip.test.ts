import { expect, it } from 'vitest';
import { tooltipStyle } from './tooltip';
import type { ChartColors } from './useColors';

it('breaks a name that is one long word, and is never wider than a telephone', () => {
  const { extraCssText } = tooltipStyle({ surface: '#fff', line: '#eee', ink: '#000' } as ChartColors);
  expect(extraCssText).toContain('overflow-wrap: anywhere');
  expect(extraCssText).toContain('90vw');
});
