/** The span of issue dates that are listed. */
import { Stack } from '@mantine/core';
import { DateField } from '../../parts/date-field.tsx';
import { useWords } from '../../words/use-words.tsx';

interface Props {
  from: string | null;
  to: string | null;
  set: (patch: { from?: string | undefined; to?: string | undefined }) => void;
}

export function DateFilter({ from, to, set }: Props) {
  const { t } = useWords();
  return (
    <Stack gap="sm">
      <DateField
        label={t('filter.from')}
        value={from}
        onChange={(date) => set({ from: date ?? undefined })}
        clearable
      />
      <DateField label={t('filter.to')} value={to} onChange={(date) => set({ to: date ?? undefined })} clearable />
    </Stack>
  );
}
