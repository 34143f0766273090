import { useElementSize } from '@mantine/hooks';
import { useMemo, useRef } from 'react';
import type { Area } from '../types';
import { frameOf, HEIGHT } from './frame';
import { axisOf, type Bounds, type Box, boxOf, cornerOf, type Edge, EDGES, placeOf, valueAt } from './geometry';
import { Handle } from './Handle';
import classes from './Plane.module.css';
import { PlaneArea } from './PlaneArea';
import { PlaneAxes } from './PlaneAxes';

/** An area as it is drawn. */
export interface Drawn extends Area {
  id: string;
  name: string;
  color: string;
}

interface PlaneProps {
  areas: readonly Drawn[];
  bounds: Bounds;
  people: readonly { fit: number; engagement: number }[];
  selected: number;
  onSelect: (area: number) => void;
  onEdge: (area: number, edge: Edge, value: number) => void;
  /** What the drawing shows, for those who do not see it. */
  label: string;
}

/** The fit × engagement plane with its areas; the edges of the chosen one can be moved. */
export function Plane({ areas, bounds, people, selected, onSelect, onEdge, label }: PlaneProps) {
  const { ref, width } = useElementSize();
  const svg = useRef<SVGSVGElement>(null);
  const frame = useMemo(() => frameOf(width), [width]);
  const chosen = areas[selected];
  const boxes = areas.map((area) => boxOf(area, bounds));

  const valueUnder = (edge: Edge, event: { clientX: number; clientY: number }): number => {
    const box = svg.current?.getBoundingClientRect();
    if (!box) return 0;
    return valueAt(edge, frame.shareOf({ x: event.clientX - box.left, y: event.clientY - box.top }), bounds);
  };

  return (
    <div ref={ref} className={classes.plane}>
      <svg ref={svg} width={width} height={HEIGHT} role="group" aria-label={label} data-testid="plane">
        {areas.map((area, index) => (
          <PlaneArea key={area.id} area={area} box={boxes[index] as Box} corner={cornerOf(boxes, index)} frame={frame} onSelect={() => onSelect(index)} />
        ))}
        <g className={classes.people} aria-hidden>
          {people.map(({ fit, engagement }, nth) => {
            const place = placeOf(fit, engagement, bounds);
            // oxlint-disable-next-line react/no-array-index-key -- dots have no other name
            return <circle key={nth} cx={frame.x(place.x)} cy={frame.y(place.y)} r={2.2} />;
          })}
        </g>
        <PlaneAxes bounds={bounds} frame={frame} />
        {chosen &&
          EDGES.filter((edge) => chosen[edge] !== undefined).map((edge) => (
            <Handle
              key={edge}
              edge={edge}
              area={chosen}
              value={chosen[edge] ?? 0}
              box={boxes[selected] as Box}
              range={bounds[axisOf(edge)]}
              frame={frame}
              valueUnder={(event) => valueUnder(edge, event)}
              onChange={(value) => onEdge(selected, edge, value)}
            />
          ))}
      </svg>
    </div>
  );
}
