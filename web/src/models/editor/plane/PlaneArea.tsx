import type { Frame } from './frame';
import type { Box, Corner } from './geometry';
import type { Drawn } from './Plane';
import classes from './Plane.module.css';

/** The least size of an area, in pixels, that has room for its name. */
const NAMED = { width: 40, height: 18 };

interface PlaneAreaProps {
  area: Drawn;
  box: Box;
  corner: Corner | null;
  frame: Frame;
  onSelect: () => void;
}

/** One area of the plane, with its name where it is to be seen. */
export function PlaneArea({ area, box, corner, frame, onSelect }: PlaneAreaProps) {
  const { x, y } = frame;
  const [width, height] = [box.width * frame.width, box.height * frame.height];
  return (
    <g onPointerDown={onSelect}>
      <rect className={classes.area} x={x(box.x)} y={y(box.y)} width={width} height={height} style={{ fill: area.color }} />
      {corner && width > NAMED.width && height > NAMED.height && (
        <text
          className={classes.areaName}
          x={x(corner.x) + (corner.right ? -9 : 9)}
          y={y(corner.y) + (corner.low ? -9 : 18)}
          textAnchor={corner.right ? 'end' : 'start'}
        >
          {area.name}
        </text>
      )}
    </g>
  );
}
