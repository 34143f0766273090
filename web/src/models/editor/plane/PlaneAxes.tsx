import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format';
import { type Bounds, marks, placeOf } from './geometry';
import type { Frame } from './frame';
import classes from './Plane.module.css';

/** The marks and names of both axes. */
export function PlaneAxes({ bounds, frame }: { bounds: Bounds; frame: Frame }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { x, y, left, bottom, middle } = frame;
  return (
    <g className={classes.axes} aria-hidden>
      {marks(bounds.fit).map((value) => (
        <text key={value} x={x(placeOf(value, 0, bounds).x)} y={bottom + 15} textAnchor="middle">
          {format.whole(value)}
        </text>
      ))}
      {marks(bounds.engagement).map((value) => (
        <text key={value} x={left - 8} y={y(placeOf(0, value, bounds).y) + 4} textAnchor="end">
          {format.whole(value)}
        </text>
      ))}
      <text className={classes.axisName} x={middle.x} y={bottom + 31} textAnchor="middle">
        {t('dimension.fit')}
      </text>
      <text className={classes.axisName} transform={`translate(10 ${middle.y}) rotate(-90)`} textAnchor="middle">
        {t('dimension.engagement')}
      </text>
    </g>
  );
}
