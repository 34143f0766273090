import type { EChartsCoreOption, ECharts } from 'echarts/core';
import { useEffect, useRef } from 'react';
import { echarts } from './echarts';
import { inTurn } from './turns';

export interface ChartProps {
  option: EChartsCoreOption;
  height: number;
  /** What the chart shows, for those who do not see it. */
  label: string;
  /** Called with the data item under a click. */
  onPick?: (item: unknown) => void;
  /** Called with the value of the horizontal axis under a click anywhere in the plane. */
  onPlace?: (x: number) => void;
}

interface PickEvent {
  data?: unknown;
}

/** A canvas chart that follows the size of its place. */
export default function Chart({ option, height, label, onPick, onPlace }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts | null>(null);

  useEffect(() => {
    if (!place.current) return;
    const created = echarts.init(place.current, null, { renderer: 'canvas' });
    chart.current = created;
    const watcher = new ResizeObserver(() => created.resize());
    watcher.observe(place.current);
    return () => {
      watcher.disconnect();
      created.dispose();
      chart.current = null;
    };
  }, []);

  // In its turn: several charts that are drawn at once would let nobody do anything for a while.
  useEffect(() => inTurn(() => chart.current?.setOption(option, { notMerge: true })), [option]);

  useEffect(() => {
    const current = chart.current;
    if (!current || !onPick) return;
    const pick = (event: PickEvent) => onPick(event.data);
    // The one shape of many points does not say by itself that each can be clicked.
    const point = () => current.getZr().setCursorStyle('pointer');
    current.on('click', pick as (event: unknown) => void);
    current.on('mousemove', point);
    return () => {
      if (current.isDisposed()) return;
      current.off('click', pick as (event: unknown) => void);
      current.off('mousemove', point);
    };
  }, [onPick]);

  useEffect(() => {
    const current = chart.current;
    if (!current || !onPlace) return;
    const click = ({ offsetX, offsetY }: { offsetX: number; offsetY: number }) => {
      if (!current.containPixel('grid', [offsetX, offsetY])) return;
      onPlace(Number(current.convertFromPixel({ xAxisIndex: 0 }, offsetX)));
    };
    current.getZr().on('click', click);
    return () => {
      if (!current.isDisposed()) current.getZr().off('click', click);
    };
  }, [onPlace]);

  return <div ref={place} role="img" aria-label={label} style={{ height, width: '100%' }} />;
}
