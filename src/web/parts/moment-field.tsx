/** A moment as date and time on the company's clock; null while what is typed is none. */
import { TextInput } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { useSession } from '../api/session.ts';
import { fromWallClock, wallClock } from '../words/zoned.ts';

interface Props {
  label: ReactNode;
  value: Date | null;
  onChange: (value: Date | null) => void;
  max?: Date;
  error?: ReactNode;
  className?: string | undefined;
}

export function MomentField({ label, value, onChange, max, error, className }: Props) {
  const { timeZone } = useSession().company;
  const shown = value === null ? '' : wallClock(value, timeZone);
  const [text, setText] = useState(shown);
  // A moment that was chosen elsewhere is taken over; what is half typed stays.
  useEffect(() => {
    if (shown !== '') setText(shown);
  }, [shown]);
  return (
    <TextInput
      type="datetime-local"
      className={className ?? ''}
      label={label}
      value={text}
      {...(max ? { max: wallClock(max, timeZone) } : {})}
      error={error}
      onChange={(event) => {
        setText(event.currentTarget.value);
        onChange(fromWallClock(event.currentTarget.value, timeZone));
      }}
    />
  );
}
