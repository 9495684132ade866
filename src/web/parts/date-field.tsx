/** A plain date that can be typed (in the reader's form or as YYYY-MM-DD) or picked. */
import { DateInput } from '@mantine/dates';
import '@mantine/dates/styles.css';
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
  const { format, language } = useWords();
  return (
    <DateInput
      {...rest}
      value={value}
      onChange={onChange}
      clearable={clearable}
      valueFormat={(date) => format.date(date)}
      dateParser={(typed) => parseDate(typed, format.locale)}
      locale={language}
      firstDayOfWeek={format.locale === 'en-US' || format.locale === 'en' ? 0 : 1}
      placeholder={format.date('2026-12-31')}
    />
  );
}
