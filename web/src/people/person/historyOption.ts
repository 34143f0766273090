import type { EChartsCoreOption } from 'echarts/core';
import { tooltipStyle } from '../../charts/tooltip';
import type { ChartColors } from '../../charts/useColors';
import type { Formatters } from '../../i18n/format';
import type { History } from '../types';

interface HistoryInput {
  points: History['points'];
  /** The day the page shows, marked by a line. */
  day: string | undefined;
  colors: ChartColors;
  format: Formatters;
  words: { engagement: string; fit: string };
}

interface Hovered {
  value: [string, number];
  seriesName: string;
  marker: string;
}

/** The least upper end of the axis of scores. */
const LEAST_TOP = 10;

function axes({ colors, format }: HistoryInput) {
  const label = { color: colors.dim, fontFamily: "'Figtree Variable', sans-serif", fontSize: 12 };
  return {
    grid: { left: 8, right: 12, top: 12, bottom: 4, containLabel: true },
    xAxis: {
      type: 'time',
      axisLine: { lineStyle: { color: colors.line } },
      axisTick: { show: false },
      axisLabel: { ...label, hideOverlap: true, alignMinLabel: 'left', alignMaxLabel: 'right', formatter: (at: number) => format.shortDay(new Date(at).toISOString()) },
    },
    yAxis: {
      type: 'value',
      // A history of nothing gets an axis of whole numbers all the same.
      max: ({ max }: { max: number }) => (max < LEAST_TOP ? LEAST_TOP : null),
      splitLine: { lineStyle: { color: colors.line } },
      axisLabel: { ...label, formatter: (value: number) => format.whole(value) },
    },
  };
}

/** The chart of a person's engagement (filled) and fit (a step line). */
export function historyOption(input: HistoryInput): EChartsCoreOption {
  const { points, day, colors, format, words } = input;
  const markLine = day && {
    silent: true,
    symbol: 'none',
    label: { show: false },
    lineStyle: { color: colors.ink, type: 'dashed', width: 1.5 },
    data: [{ xAxis: new Date(`${day}T12:00:00`).getTime() }],
  };
  const common = { type: 'line', symbol: 'circle', symbolSize: 7, showSymbol: false };
  return {
    ...axes(input),
    animationDuration: 300,
    tooltip: {
      ...tooltipStyle(colors),
      trigger: 'axis',
      formatter: (hovered: Hovered[]) => {
        const first = hovered[0];
        if (!first) return '';
        const lines = hovered.map((item) => `${item.marker}${item.seriesName} <b>${format.score(item.value[1])}</b>`);
        return [format.day(first.value[0]), ...lines].join('<br>');
      },
    },
    series: [
      {
        ...common,
        name: words.engagement,
        data: points.map((point) => [point.at, point.engagement]),
        color: colors.engagement,
        lineStyle: { width: 2.5 },
        areaStyle: { color: colors.engagementSoft },
        markLine,
      },
      {
        ...common,
        name: words.fit,
        data: points.map((point) => [point.at, point.fit]),
        step: 'end',
        color: colors.fit,
        lineStyle: { width: 2 },
      },
    ],
  };
}
