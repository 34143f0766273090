import { NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './Builder.module.css';
import { readDay, readSpan, UNITS, type Unit, writeAgo } from './spans';

interface DateValueProps {
  label: string;
  value: string;
  onValue: (value: string) => void;
}

const DAY = 'day';
/** Days that move with the calendar, as they are written. */
const MOVING = ['today', 'yesterday'] as const;

/** A date: some time ago, or a day of the calendar. */
export function DateValue({ label, value, onValue }: DateValueProps) {
  const { t } = useTranslation();
  const span = readSpan(value);
  const day = readDay(value);
  const moving = MOVING.find((word) => word === value);
  const mode = span?.unit ?? moving ?? DAY;
  const switchTo = (next: string) => {
    if (MOVING.some((word) => word === next)) onValue(next);
    else if (next === DAY) onValue(new Date().toISOString().slice(0, 10));
    else onValue(writeAgo({ count: span?.count ?? 7, unit: next as Unit }));
  };
  return (
    <span className={classes.pair}>
      {span ? (
        <NumberInput
          aria-label={label}
          className={classes.short}
          hideControls
          min={0}
          allowDecimal={false}
          value={span.count}
          onChange={(count) => onValue(writeAgo({ count: Number(count), unit: span.unit }))}
        />
      ) : moving ? null : (
        <TextInput aria-label={label} type="date" value={day ?? ''} onChange={(event) => onValue(event.currentTarget.value)} />
      )}
      <NativeSelect
        aria-label={t('builder.dateMode')}
        value={mode}
        onChange={(event) => switchTo(event.currentTarget.value)}
        data={[...UNITS.map((unit) => ({ value: unit, label: t(`builder.ago.${unit}`, { count: span?.count ?? 7 }) })), ...MOVING.map((word) => ({ value: word, label: t(`builder.${word}`) })), { value: DAY, label: t('builder.calendarDay') }]}
      />
    </span>
  );
}
