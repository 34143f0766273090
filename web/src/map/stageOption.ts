import type { EChartsCoreOption } from 'echarts/core';
import type { MapArea, MapStage } from '../api/types';
import { escapeHtml, tooltipStyle } from '../charts/tooltip';
import type { ChartColors } from '../charts/useColors';
import type { Formatters } from '../i18n/format';
import { type Bounds, type MapPoint, readPoint, SIZES, sizeOf } from './points';

export interface StageInput {
  stage: MapStage;
  areas: MapArea[];
  bounds: Bounds;
  colors: ChartColors;
  format: Formatters;
  words: { fit: string; engagement: string; velocity: string };
  nameOf: (person: { id: string; name: string }) => string;
}

/** A data item of the chart: the place, then the point itself. */
export type Drawn = [fit: number, engagement: number, point: MapPoint];

const FONT = "'Figtree Variable', sans-serif";

function axes({ bounds, colors, format, words }: StageInput) {
  const label = { color: colors.dim, fontFamily: FONT, fontSize: 11, formatter: (value: number) => format.whole(value) };
  const common = {
    type: 'value',
    splitLine: { show: false },
    axisTick: { show: false },
    axisLine: { lineStyle: { color: colors.line } },
    axisLabel: label,
    nameTextStyle: { color: colors.dim, fontFamily: FONT, fontSize: 11 },
  };
  return {
    grid: { left: 14, right: 14, top: 28, bottom: 18, containLabel: true },
    xAxis: { ...common, min: bounds.fitFrom, max: bounds.fitTo, name: words.fit, nameLocation: 'middle', nameGap: 22 },
    yAxis: { ...common, min: 0, max: bounds.engagementTo, name: words.engagement, nameTextStyle: { ...common.nameTextStyle, align: 'left' } },
  };
}

/** The corners of the areas of the score index, cut to the part of the plane that is shown. */
function corners({ areas, bounds }: StageInput) {
  return areas
    .filter((area) => area.fit_from < bounds.fitTo && area.engagement_from < bounds.engagementTo)
    .map((area) => ({
      name: area.name,
      from: [Math.max(area.fit_from, bounds.fitFrom), Math.max(0, area.engagement_from)],
      to: [
        Math.min(area.fit_to ?? bounds.fitTo, bounds.fitTo),
        Math.min(area.engagement_to ?? bounds.engagementTo, bounds.engagementTo),
      ],
    }));
}

/** The areas as the background of the plane, riper from the first to the last. */
function background(input: StageInput) {
  const areas = corners(input);
  const data = areas.map(({ from, to }, place) => [
    { coord: from, itemStyle: { color: areaColor(input.colors, place / Math.max(1, areas.length - 1)) } },
    { coord: to },
  ]);
  const itemStyle = { borderColor: input.colors.line, borderWidth: 1 };
  return { type: 'scatter', data: [], z: 0, markArea: { silent: true, z: 0, label: { show: false }, itemStyle, data } };
}

/** The names of the areas, above the points. */
function areaNames(input: StageInput) {
  const { colors } = input;
  const data = corners(input).map(({ name, from, to }) => [{ name, coord: from }, { coord: to }]);
  const label = {
    position: 'insideTopRight',
    color: colors.ink,
    backgroundColor: colors.label,
    borderRadius: 4,
    padding: [2, 5],
    fontFamily: FONT,
    fontSize: 11,
  };
  return {
    type: 'scatter',
    data: [],
    z: 10,
    markArea: { silent: true, z: 10, itemStyle: { color: 'transparent' }, label, data },
  };
}

function areaColor(colors: ChartColors, ripeness: number): string {
  return `rgba(${colors.area}, ${(0.02 + 0.14 * ripeness).toFixed(3)})`;
}

/** One series per temperature and size, coldest first so that the hot are on top. */
function series({ stage, bounds, colors }: StageInput) {
  const groups = new Map<string, Drawn[]>();
  for (const raw of stage.points) {
    const point = readPoint(raw);
    const key = `${point.temperature}:${sizeOf(point.velocity)}`;
    const group = groups.get(key) ?? [];
    // Who is above the plane is drawn on its upper edge instead of vanishing.
    group.push([point.fit, Math.min(point.engagement, bounds.engagementTo), point]);
    groups.set(key, group);
  }
  return [colors.cold, colors.warm, colors.hot].flatMap((color, temperature) =>
    SIZES.map((size, place) => ({
      type: 'scatter',
      z: 2,
      data: groups.get(`${temperature}:${place}`) ?? [],
      symbolSize: size,
      large: true,
      largeThreshold: 2000,
      progressive: 4000,
      emphasis: { disabled: true },
      itemStyle: { color, opacity: temperature === 0 ? 0.5 : 0.75 },
    })),
  );
}

/** The chart of one stage. */
export function stageOption(input: StageInput): EChartsCoreOption {
  const { colors, format, words, nameOf } = input;
  return {
    ...axes(input),
    animation: false,
    tooltip: {
      ...tooltipStyle(colors),
      trigger: 'item',
      formatter: ({ data }: { data?: Drawn }) => {
        const point = data?.[2];
        if (!point) return '';
        return [
          `<b>${escapeHtml(nameOf(point))}</b>`,
          `${words.engagement} <b>${format.score(point.engagement)}</b>`,
          `${words.fit} <b>${format.score(point.fit)}</b>`,
          `${words.velocity} <b>${format.signed(point.velocity)}</b>`,
        ].join('<br>');
      },
    },
    series: [background(input), ...series(input), areaNames(input)],
  };
}
