import { VisuallyHidden } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format';
import classes from './PeopleList.module.css';

interface ToldProps {
  /** Between 0 and 1. */
  value: number;
  /** Within how many days; unknown until the server has told. */
  days: number | null;
  /** Why the temperature says the opposite, where it does. */
  apart?: string | null;
}

/** The probability of a row: of what, and within which time. */
export function Told({ value, days, apart }: ToldProps) {
  const { t } = useTranslation();
  const percent = useFormat().percent(value);
  return (
    <span className={`${classes.told} rp-number`} title={apart ?? t('probability.title')} data-apart={Boolean(apart)} data-testid="row-probability">
      {apart && <IconInfoCircle size={13} stroke={2} aria-hidden />}
      {days === null ? t('probability.rowOpen', { percent }) : t('probability.row', { percent, count: days })}
      {apart && <VisuallyHidden> {apart}</VisuallyHidden>}
    </span>
  );
}
