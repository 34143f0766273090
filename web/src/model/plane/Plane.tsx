import { useElementSize } from '@mantine/hooks';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Area } from '../../api/modelTypes';
import { useFormat } from '../../i18n/format';
import { type Bounds, type Box, boxOf, cornerOf, type Edge, EDGES, marks, placeOf, valueAt } from './geometry';
import { Handle } from './Handle';
import classes from './Plane.module.css';

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

/** Room for the labels of the axes, in pixels. */
const LEFT = 42;
const BOTTOM = 34;
const TOP = 8;
const RIGHT = 10;
const HEIGHT = 340;

/** The fit × engagement plane with its areas; the edges of the chosen one can be moved. */
export function Plane({ areas, bounds, people, selected, onSelect, onEdge, label }: PlaneProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { ref, width: outer } = useElementSize();
  const svg = useRef<SVGSVGElement>(null);
  const width = Math.max(1, outer - LEFT - RIGHT);
  const height = HEIGHT - TOP - BOTTOM;
  const area = areas[selected];
  const boxes = areas.map((drawn) => boxOf(drawn, bounds));
  const x = (share: number) => LEFT + share * width;
  const y = (share: number) => TOP + share * height;

  const valueUnder = (edge: Edge, event: { clientX: number; clientY: number }): number => {
    const box = svg.current?.getBoundingClientRect();
    if (!box) return 0;
    return valueAt(edge, { x: (event.clientX - box.left - LEFT) / width, y: (event.clientY - box.top - TOP) / height }, bounds);
  };

  return (
    <div ref={ref} className={classes.plane}>
      <svg ref={svg} width={outer} height={HEIGHT} role="group" aria-label={label} data-testid="plane">
        {areas.map((drawn, index) => {
          const box = boxes[index] as Box;
          const corner = cornerOf(boxes, index);
          return (
            <g key={drawn.id} data-selected={index === selected} onPointerDown={() => onSelect(index)}>
              <rect
                className={classes.area}
                x={x(box.x)}
                y={y(box.y)}
                width={box.width * width}
                height={box.height * height}
                style={{ fill: drawn.color }}
              />
              {corner && box.width * width > 40 && box.height * height > 18 && (
                <text
                  className={classes.areaName}
                  x={x(corner.x) + (corner.right ? -9 : 9)}
                  y={y(corner.y) + (corner.low ? -9 : 18)}
                  textAnchor={corner.right ? 'end' : 'start'}
                >
                  {drawn.name}
                </text>
              )}
            </g>
          );
        })}
        <g className={classes.people} aria-hidden>
          {people.map((person, nth) => {
            const place = placeOf(person.fit, person.engagement, bounds);
            // oxlint-disable-next-line react/no-array-index-key -- dots have no other name
            return <circle key={nth} cx={x(place.x)} cy={y(place.y)} r={2.2} />;
          })}
        </g>
        <g className={classes.axes} aria-hidden>
          {marks(bounds.fit).map((value) => (
            <text key={value} x={x(placeOf(value, 0, bounds).x)} y={TOP + height + 15} textAnchor="middle">
              {format.whole(value)}
            </text>
          ))}
          {marks(bounds.engagement).map((value) => (
            <text key={value} x={LEFT - 8} y={y(placeOf(0, value, bounds).y) + 4} textAnchor="end">
              {format.whole(value)}
            </text>
          ))}
          <text className={classes.axisName} x={LEFT + width / 2} y={HEIGHT - 3} textAnchor="middle">
            {t('dimension.fit')}
          </text>
          <text className={classes.axisName} transform={`translate(10 ${TOP + height / 2}) rotate(-90)`} textAnchor="middle">
            {t('dimension.engagement')}
          </text>
        </g>
        {area &&
          EDGES.filter((edge) => area[edge] !== undefined).map((edge) => (
            <Handle
              key={edge}
              edge={edge}
              area={area}
              value={area[edge] ?? 0}
              box={boxOf(area, bounds)}
              range={bounds[edge.startsWith('fit') ? 'fit' : 'engagement']}
              x={x}
              y={y}
              valueUnder={(event) => valueUnder(edge, event)}
              onChange={(value) => onEdge(selected, edge, value)}
            />
          ))}
      </svg>
    </div>
  );
}
