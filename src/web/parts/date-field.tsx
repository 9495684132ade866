/** A plain date that can be typed (in the reader's form or as YYYY-MM-DD) or picked. */
import { DateInput } from '@mantine/dates';
import '@mantine/dates/styles.css';
import 'dayjs/locale/fr';
import type { ReactNode } from 'react';
import { parseDate } from '../words/date-input.ts';
import { useWords } from '../words/use-words.tsx';

interface Props {
  label: ReactNode;
  value?: string | null | undefined;
  onChange: (value: string | null) => void;
  error?: ReactNode;
  description?: ReactNode;
  clearable?: boolean;
  disabled?: boolean;
  className?: string | undefined;
}

export function DateField({ value = null, onChange, clearable = false, ...rest }: Props) {
  const { t, format, language } = useWords();
  return (
    <DateInput
      {...rest}
      value={value}
      onChange={onChange}
      clearable={clearable}
      valueFormat={(date) => format.date(date)}
      dateParser={(typed) => parseDate(typed, format.locale)}
      locale={language}
      ariaLabels={{
        previousMonth: t('calendar.previousMonth'),
        nextMonth: t('calendar.nextMonth'),
        previousYear: t('calendar.previousYear'),
        nextYear: t('calendar.nextYear'),
        previousDecade: t('calendar.previousYears'),
        nextDecade: t('calendar.nextYears'),
        monthLevelControl: t('calendar.chooseMonth'),
        yearLevelControl: t('calendar.chooseYear'),
      }}
      firstDayOfWeek={format.locale === 'en-US' || format.locale === 'en' ? 0 : 1}
      placeholder={t('field.example', { value: format.date('2026-12-31') })}
    />
  );
}
