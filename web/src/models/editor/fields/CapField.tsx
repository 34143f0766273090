import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Cap, PERIODS, readCap, writeCap } from '../doc/cap';
import classes from './Fields.module.css';
import { NumberField } from './NumberField';

const FIRST: Cap = { times: 1, per: 'day' };

interface CapFieldProps {
  name: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

/** How often a rule may give points; a period that is not in the list is kept and shown as it is. */
export function CapField({ name, value, onChange }: CapFieldProps) {
  const { t } = useTranslation();
  const cap = value === undefined ? null : readCap(value);
  const other = value !== undefined && (!cap || !PERIODS.some((period) => period === cap.per));
  const options = [
    { value: '', label: t('model.cap.none') },
    ...PERIODS.map((period) => ({ value: period as string, label: t(`model.cap.${period}`) })),
    ...(other ? [{ value: cap?.per ?? value, label: cap ? t('model.cap.per', { span: cap.per }) : value }] : []),
  ];
  return (
    <div className={classes.cap}>
      {cap && (
        <NumberField
          className={classes.times}
          label={t('model.cap.times', { name })}
          min={1}
          value={cap.times}
          onChange={(times) => times !== undefined && onChange(writeCap({ ...cap, times }))}
        />
      )}
      <NativeSelect
        size="xs"
        className={classes.period}
        aria-label={t('model.cap.of', { name })}
        data={options}
        value={cap?.per ?? value ?? ''}
        onChange={({ currentTarget }) => {
          const per = currentTarget.value;
          onChange(per === '' ? undefined : writeCap({ ...(cap ?? FIRST), per }));
        }}
      />
    </div>
  );
}
