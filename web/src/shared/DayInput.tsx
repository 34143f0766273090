import '@mantine/dates/styles.css';
import { DatePickerInput, type DatePickerInputProps } from '@mantine/dates';
import 'dayjs/locale/cs';
import 'dayjs/locale/tr';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';

/** Chooses a day of the calendar, in the language of the screen, whatever that of the browser is. */
export function DayInput(props: DatePickerInputProps) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  // The popover names its calendar by the element of its own id, so the input has to have it.
  const id = useId();
  return (
    <DatePickerInput
      locale={i18n.language}
      weekendDays={[]}
      firstDayOfWeek={i18n.language === 'en' ? 0 : 1}
      valueFormatter={({ date }) => (typeof date === 'string' ? format.day(`${date}T12:00:00`) : '')}
      id={id}
      popoverProps={{ id }}
      ariaLabels={{
        nextMonth: t('calendar.nextMonth'),
        previousMonth: t('calendar.previousMonth'),
        nextYear: t('calendar.next'),
        previousYear: t('calendar.previous'),
        nextDecade: t('calendar.next'),
        previousDecade: t('calendar.previous'),
      }}
      {...props}
    />
  );
}
