import { Button } from '@mantine/core';
import { IconCalendarStats, IconHistory } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format';
import { DayInput } from '../../shared/DayInput';
import { dayOf } from '../../shared/days';
import classes from './PersonPage.module.css';

interface AsOfPickerProps {
  day: string | undefined;
  onDay: (day: string | undefined) => void;
}

/** Chooses the day the scores are shown for. */
export function AsOfPicker({ day, onDay }: AsOfPickerProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const today = dayOf(new Date());
  const show = (value: string) => format.day(`${value}T12:00:00`);
  return (
    <DayInput
      value={day ?? null}
      onChange={(value) => onDay(value && value < today ? value : undefined)}
      maxDate={today}
      placeholder={t('asOf.now')}
      aria-label={`${t('asOf.label')}: ${day ? show(day) : t('asOf.now')}`}
      clearable
      clearButtonProps={{ 'aria-label': t('asOf.back') }}
      leftSection={<IconCalendarStats size={18} stroke={1.8} aria-hidden />}
      w={190}
      data-testid="as-of"
    />
  );
}

/** Says that the scores are not those of now. */
export function AsOfNotice({ day, onNow }: { day: string; onNow: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className={classes.notice} role="status" data-testid="as-of-notice">
      <IconHistory size={18} aria-hidden />
      <span>{t('asOf.notice', { day: format.day(`${day}T12:00:00`) })}</span>
      <Button size="compact-sm" variant="default" onClick={onNow}>
        {t('asOf.back')}
      </Button>
    </div>
  );
}
