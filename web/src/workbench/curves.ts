import type { EChartsCoreOption } from 'echarts/core';
import { tooltipStyle } from '../charts/tooltip';
import type { ChartColors } from '../charts/useColors';
import type { Formatters } from '../i18n/format';
import type { Backtest, SeriesPoint } from './types';

interface Common {
  colors: ChartColors;
  format: Formatters;
}

const FONT = "'Figtree Variable', sans-serif";

function axis({ colors }: Common, name: string, rest: object) {
  const text = { color: colors.dim, fontFamily: FONT, fontSize: 11 };
  return {
    type: 'value',
    name,
    nameLocation: 'middle',
    nameTextStyle: text,
    splitLine: { lineStyle: { color: colors.line } },
    axisTick: { show: false },
    axisLine: { lineStyle: { color: colors.line } },
    axisLabel: { ...text, hideOverlap: true, ...rest },
  };
}

function shares(common: Common, words: { x: string; y: string }, most: number) {
  const label = { formatter: (value: number) => common.format.percent(value) };
  return {
    grid: { left: 26, right: 16, top: 14, bottom: 24, containLabel: true },
    xAxis: { ...axis(common, words.x, label), min: 0, max: most, nameGap: 26 },
    yAxis: { ...axis(common, words.y, label), min: 0, max: most, nameGap: 42 },
    animationDuration: 250,
  };
}

/** The line on which two shares are the same. */
function same(colors: ChartColors, most: number) {
  return {
    type: 'line',
    data: [
      [0, 0],
      [most, most],
    ],
    symbol: 'none',
    silent: true,
    lineStyle: { color: colors.dim, type: 'dashed', width: 1 },
    tooltip: { show: false },
  };
}

/** A round share at or above the highest one shown, so that both axes are the same. */
export function topShare(values: readonly number[]): number {
  const most = Math.max(0, ...values);
  const steps = [0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.75];
  return steps.find((step) => most <= step) ?? 1;
}

type Points = Pick<Backtest, 'calibration'>['calibration'];

/** Radius in pixels of a point of the calibration curve, its area by how many people it stands for. */
export function sizeOf(people: number, most: number): number {
  return 6 + 14 * Math.sqrt(most > 0 ? people / most : 0);
}

/** What was predicted against what happened; on the dashed line both are the same. */
export function calibrationOption(points: Points, common: Common, words: { predicted: string; observed: string; people: string }): EChartsCoreOption {
  const { colors, format } = common;
  const top = topShare(points.flatMap(({ predicted, observed }) => [predicted, observed]));
  const most = Math.max(0, ...points.map(({ people }) => people));
  return {
    ...shares(common, { x: words.predicted, y: words.observed }, top),
    tooltip: {
      ...tooltipStyle(colors),
      trigger: 'item',
      formatter: ({ data }: { data: [number, number, number] }) =>
        [`${words.predicted} <b>${format.percent(data[0])}</b>`, `${words.observed} <b>${format.percent(data[1])}</b>`, `${words.people} <b>${format.whole(data[2])}</b>`].join('<br>'),
    },
    series: [
      same(colors, top),
      {
        type: 'line',
        data: points.map(({ predicted, observed, people }) => [predicted, observed, people]),
        symbol: 'circle',
        symbolSize: (data: [number, number, number]) => sizeOf(data[2], most),
        color: colors.fit,
        lineStyle: { width: 2 },
      },
    ],
  };
}

/** Which share of the buyers one reaches with which share of the people, best scores first. */
export function gainsOption(gains: Backtest['gains'], common: Common, words: { people: string; converted: string }): EChartsCoreOption {
  const { colors, format } = common;
  return {
    ...shares(common, { x: words.people, y: words.converted }, 1),
    tooltip: {
      ...tooltipStyle(colors),
      trigger: 'axis',
      formatter: (hovered: { seriesIndex: number; value: [number, number] }[]) => {
        const value = hovered.find(({ seriesIndex }) => seriesIndex === 1)?.value;
        if (!value) return '';
        return [`${words.people} <b>${format.percent(value[0])}</b>`, `${words.converted} <b>${format.percent(value[1])}</b>`].join('<br>');
      },
    },
    series: [
      same(colors, 1),
      {
        type: 'line',
        data: gains.map((gain) => [gain.share_of_people, gain.share_of_converted]),
        showSymbol: false,
        color: colors.engagement,
        lineStyle: { width: 2.5 },
        areaStyle: { color: colors.engagementSoft },
      },
    ],
  };
}

/** The ranking at one cut-off after another; the dashed line is chance. */
export function seriesOption(series: readonly SeriesPoint[], common: Common, words: { auc: string; chance: string; converted: string }): EChartsCoreOption {
  const { colors, format } = common;
  return {
    grid: { left: 8, right: 16, top: 14, bottom: 4, containLabel: true },
    animationDuration: 250,
    xAxis: { ...axis(common, '', { formatter: (at: number) => format.shortDay(new Date(at).toISOString()) }), type: 'time', splitLine: { show: false } },
    yAxis: { ...axis(common, '', { formatter: (value: number) => format.ratio(value) }), min: ({ min }: { min: number }) => Math.min(0.5, Math.floor(min * 10) / 10), max: 1 },
    tooltip: {
      ...tooltipStyle(colors),
      trigger: 'axis',
      formatter: (hovered: { value: [string, number, number] }[]) => {
        const value = hovered[0]?.value;
        return value ? [format.day(value[0]), `${words.auc} <b>${format.ratio(value[1])}</b>`, `${words.converted} <b>${format.whole(value[2])}</b>`].join('<br>') : '';
      },
    },
    series: [
      {
        type: 'line',
        data: series.filter(({ auc }) => auc != null).map(({ as_of, auc, converted }) => [as_of, auc, converted]),
        symbol: 'circle',
        symbolSize: 8,
        color: colors.fit,
        lineStyle: { width: 2.5 },
        markLine: { silent: true, symbol: 'none', label: { formatter: words.chance, color: colors.dim, fontFamily: FONT, fontSize: 11, position: 'insideEndTop' }, lineStyle: { color: colors.dim, type: 'dashed' }, data: [{ yAxis: 0.5 }] },
      },
    ],
  };
}
