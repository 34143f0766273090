import { Slider } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format';
import classes from './Fields.module.css';
import { NumberField } from './NumberField';

interface PointsFieldProps {
  /** Whose points they are. */
  name: string;
  value: number;
  /** The points at both ends of the slider; the number may go beyond. */
  range: readonly [number, number];
  onChange: (value: number) => void;
}

/** Points as a slider, filled from zero on, with their number. */
export function PointsField({ name, value, range, onChange }: PointsFieldProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [min, max] = range;
  return (
    <div className={classes.points} data-minus={value < 0}>
      <Slider
        className={classes.slider}
        size={4}
        thumbSize={16}
        min={min}
        max={max}
        startPointValue={0}
        color={value < 0 ? 'ripe' : 'leaf'}
        value={Math.min(max, Math.max(min, value))}
        onChange={onChange}
        label={null}
        thumbLabel={t('model.rule.pointsOf', { name })}
        thumbValueText={format.signed(value)}
      />
      <NumberField
        className={classes.number}
        label={t('model.rule.numberOf', { name })}
        value={value}
        onChange={(next) => next !== undefined && onChange(next)}
        testId="rule-points"
      />
    </div>
  );
}

function even(value: number): number {
  return Math.ceil(value / 25) * 25;
}

/** The ends of the sliders of a list of rules: symmetrical steps, wide enough for the usual. */
export function rangeOf(points: readonly number[]): readonly [number, number] {
  const most = Math.max(50, ...points);
  const least = Math.min(-25, ...points);
  return [-even(-least), even(most)];
}
