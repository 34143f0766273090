import type { KeyboardEvent, PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Frame } from './frame';
import { axisOf, type Box, type Edge } from './geometry';
import type { Drawn } from './Plane';
import classes from './Plane.module.css';

interface HandleProps {
  edge: Edge;
  area: Drawn;
  value: number;
  box: Box;
  range: readonly [number, number];
  frame: Frame;
  valueUnder: (event: PointerEvent) => number;
  onChange: (value: number) => void;
}

const STEPS: Record<string, number> = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1, PageUp: 10, PageDown: -10 };

function grab(event: PointerEvent<SVGGElement>) {
  event.stopPropagation();
  event.currentTarget.setPointerCapture(event.pointerId);
}

/** One edge of the chosen area: dragged with the pointer, or moved with the arrow keys. */
export function Handle({ edge, area, value, box, range, frame, valueUnder, onChange }: HandleProps) {
  const { t } = useTranslation();
  const { x, y } = frame;
  const upright = axisOf(edge) === 'fit';
  const at = upright
    ? { x: x(edge === 'fit_from' ? box.x : box.x + box.width), y: y(box.y + box.height / 2) }
    : { x: x(box.x + box.width / 2), y: y(edge === 'engagement_from' ? box.y + box.height : box.y) };
  const line = upright
    ? { x1: at.x, x2: at.x, y1: y(box.y), y2: y(box.y + box.height) }
    : { x1: x(box.x), x2: x(box.x + box.width), y1: at.y, y2: at.y };
  const keys = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    onChange(value + step * (event.shiftKey ? 10 : 1));
  };
  const drag = (event: PointerEvent<SVGGElement>) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) onChange(valueUnder(event));
  };
  return (
    <g
      className={classes.handle}
      data-upright={upright}
      role="slider"
      tabIndex={0}
      aria-label={`${area.name}: ${t(`model.edge.${edge}`)}`}
      aria-orientation={upright ? 'horizontal' : 'vertical'}
      aria-valuemin={range[0]}
      aria-valuemax={range[1]}
      aria-valuenow={value}
      onKeyDown={keys}
      onPointerDown={grab}
      onPointerMove={drag}
      data-testid={`edge-${edge}`}
    >
      <line {...line} className={classes.grab} />
      <line {...line} className={classes.edge} />
      <rect className={classes.knob} x={at.x - (upright ? 4 : 13)} y={at.y - (upright ? 13 : 4)} width={upright ? 8 : 26} height={upright ? 26 : 8} rx={4} />
    </g>
  );
}
