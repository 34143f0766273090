import type { EChartsCoreOption } from 'echarts/core';
import { escapeHtml, tooltipStyle } from '../../charts/tooltip';
import type { ChartColors } from '../../charts/useColors';
import type { Formatters } from '../../i18n/format';
import type { MapArea, MapStage } from '../types';
import { type Bounds, drawnFit, type MapPoint, readPoint, SIZES, sizeOf } from './points';

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
  const label = { color: colors.dim, fontFamily: FONT, fontSize: 11, hideOverlap: true, formatter: (value: number) => format.whole(value) };
  const common = {
    type: 'value',
    splitLine: { show: false },
    axisTick: { show: false },
    axisLine: { onZero: false, lineStyle: { color: colors.line } },
    axisLabel: label,
    nameTextStyle: { color: colors.dim, fontFamily: FONT, fontSize: 11 },
  };
  return {
    grid: { left: 14, right: 14, top: 28, bottom: 18, containLabel: true },
    xAxis: { ...common, min: bounds.fitFrom, max: bounds.fitTo, name: words.fit, nameLocation: 'middle', nameGap: 22 },
    yAxis: { ...common, min: 0, max: bounds.engagementTo, name: words.engagement, nameTextStyle: { ...common.nameTextStyle, align: 'left' } },
  };
}

interface Corner {
  name: string;
  from: [fit: number, engagement: number];
}

/**
 * Where the areas of the score index begin, in the part of the plane that is
 * shown. Each reaches to the upper right end of the plane; where they overlap
 * the last one counts, so they are drawn in their order.
 */
export function corners({ areas, bounds }: Pick<StageInput, 'areas' | 'bounds'>): Corner[] {
  return areas
    .map(({ name, fit_from, engagement_from }): Corner => ({
      name,
      from: [Math.max(fit_from ?? bounds.fitFrom, bounds.fitFrom), Math.max(0, engagement_from ?? 0)],
    }))
    .filter(({ from }) => from[0] < bounds.fitTo && from[1] < bounds.engagementTo);
}

/** The areas as the background of the plane; every one lies on those before it, so it looks riper. */
function background(input: StageInput) {
  const { bounds, colors } = input;
  const end = [bounds.fitTo, bounds.engagementTo];
  const data = corners(input).map(({ from }, place) => [
    { coord: from, itemStyle: { color: place === 0 ? 'transparent' : `rgba(${colors.area}, 0.055)` } },
    { coord: end },
  ]);
  const itemStyle = { borderColor: input.colors.line, borderWidth: 1 };
  return { type: 'scatter', data: [], z: 0, markArea: { silent: true, z: 0, label: { show: false }, itemStyle, data } };
}

/** The share of the plane's width that a name takes. */
const NAME_WIDTH = 0.14;

/** Where an area has room for its name: along the upper edge, or else at the lower right end. */
function namePosition(all: Corner[], place: number, { fitFrom, fitTo }: Bounds): string {
  const [here, next] = [all[place], all[place + 1]];
  if (!here || !next) return 'insideTopRight';
  const room = (next.from[0] - here.from[0]) / (fitTo - fitFrom);
  return room < NAME_WIDTH ? 'insideBottomRight' : 'insideTopLeft';
}

/** The names of the areas, above the points. */
function areaNames(input: StageInput) {
  const { bounds, colors } = input;
  const end = [bounds.fitTo, bounds.engagementTo];
  const all = corners(input);
  const data = all.map(({ name, from }, place) => [
    { name, coord: from, label: { position: namePosition(all, place, bounds) } },
    { coord: end },
  ]);
  const label = {
    color: colors.ink,
    backgroundColor: colors.label,
    borderRadius: 4,
    padding: [2, 4],
    distance: 3,
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

/** One series per temperature and size, coldest first so that the hot are on top. */
function series({ stage, bounds, colors }: StageInput) {
  const groups = new Map<string, Drawn[]>();
  for (const raw of stage.points) {
    const point = readPoint(raw);
    const key = `${point.temperature}:${sizeOf(point.velocity)}`;
    const group = groups.get(key) ?? [];
    // Who is above the plane is drawn on its upper edge instead of vanishing.
    group.push([drawnFit(point), Math.min(point.engagement, bounds.engagementTo), point]);
    groups.set(key, group);
  }
  const all = [colors.cold, colors.warm, colors.hot].flatMap((color, temperature) =>
    SIZES.map((size, place) => ({
      type: 'scatter',
      z: 2,
      data: groups.get(`${temperature}:${place}`) ?? [],
      symbolSize: size,
      // One shape for all points of a series: a shape for each takes a second to make.
      large: true,
      largeThreshold: 0,
      progressive: 0,
      emphasis: { disabled: true },
      itemStyle: { color, opacity: temperature === 0 ? 0.5 : 0.75 },
    })),
  );
  // The one shape of a series cannot be drawn without points.
  return all.filter(({ data }) => data.length > 0);
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
