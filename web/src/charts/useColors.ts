import { useComputedColorScheme } from '@mantine/core';
import { useMemo } from 'react';

const LIGHT = {
  ink: '#43423c',
  dim: '#66675f',
  line: '#e6e2d9',
  surface: '#ffffff',
  engagement: '#d9941b',
  engagementSoft: 'rgba(217, 148, 27, 0.14)',
  fit: '#428b5c',
  cold: '#728da4',
  warm: '#d9941b',
  hot: '#c7432b',
  /** Red, green and blue of the score index areas. */
  area: '66, 139, 92',
  label: 'rgba(255, 255, 255, 0.82)',
};

const DARK: typeof LIGHT = {
  ink: '#dfe5e1',
  dim: '#9aa69f',
  line: '#2a332e',
  surface: '#191f1c',
  engagement: '#eaab32',
  engagementSoft: 'rgba(234, 171, 50, 0.16)',
  fit: '#70b083',
  cold: '#8ba3b7',
  warm: '#eaab32',
  hot: '#e5735a',
  area: '112, 176, 131',
  label: 'rgba(25, 31, 28, 0.82)',
};

export type ChartColors = typeof LIGHT;

/** The palette for canvases, which cannot read the variables of the style sheet. */
export function useColors(): ChartColors {
  const scheme = useComputedColorScheme('light');
  return useMemo(() => (scheme === 'dark' ? DARK : LIGHT), [scheme]);
}
