import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import classes from './PeopleList.module.css';

interface ToldProps {
  /** Between 0 and 1. */
  value: number;
  /** Within how many days; unknown until the server has told. */
  days: number | null;
}

/** The probability of a row: of what, and within which time. */
export function Told({ value, days }: ToldProps) {
  const { t } = useTranslation();
  const percent = useFormat().percent(value);
  return (
    <span className={`${classes.told} rp-number`} title={t('probability.title')} data-testid="row-probability">
      <VisuallyHidden>{t('probability.title')} </VisuallyHidden>
      {days === null ? percent : t('probability.row', { percent, within: t('probability.within', { count: days }) })}
    </span>
  );
}
