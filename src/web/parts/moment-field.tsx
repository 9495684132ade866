/**
 * A moment as date and time on the company's clock, typed as it is displayed. Not the browser's own field: that one follows
 * the language of the browser, not the reader's.
 */
import { TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useSession } from '../api/session.ts';
import { parseMoment } from '../words/date-input.ts';
import { useWords } from '../words/use-words.tsx';
import { fromWallClock } from '../words/zoned.ts';

interface Props {
  label: ReactNode;
  value: Date | null;
  onChange: (value: Date | null) => void;
  className?: string | undefined;
  /** What it means that nothing stands in the field. */
  placeholder?: string;
}

const example = '2026-12-31T17:30:00Z';

export function MomentField({ label, value, onChange, className, placeholder }: Props) {
  const { t, format } = useWords();
  const { timeZone } = useSession().company;
  // null: nothing is being typed, and the value is shown.
  const [typed, setTyped] = useState<string | null>(null);
  const [wrong, setWrong] = useState(false);
  const take = () => {
    if (typed === null) return;
    const clock = parseMoment(typed, format.locale);
    const moment = clock === null ? null : fromWallClock(clock, timeZone);
    const unreadable = moment === null && typed.trim() !== '';
    setWrong(unreadable);
    if (unreadable) return;
    setTyped(null);
    onChange(moment);
  };
  return (
    <TextInput
      className={className ?? ''}
      label={label}
      placeholder={placeholder ?? t('field.example', { value: format.dateTime(example) })}
      value={typed ?? (value === null ? '' : format.dateTime(value.toISOString()))}
      error={wrong ? t('wrong.moment', { example: format.dateTime(example) }) : null}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take();
      }}
    />
  );
}
