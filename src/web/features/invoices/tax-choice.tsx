/** The taxes to choose from as check boxes; they apply in the order in which they were chosen. */
import { Checkbox, Popover, Stack } from '@mantine/core';
import type { ReactElement } from 'react';
import type { Tax } from '../../../contract/catalog.ts';
import { taxName } from '../../parts/tax-name.ts';
import { useWords } from '../../words/use-words.tsx';

interface Props {
  target: ReactElement;
  value: readonly string[];
  taxes: readonly Tax[];
  onChange: (taxIds: string[]) => void;
  close: () => void;
}

export function TaxChoice({ target, value, taxes, onChange, close }: Props) {
  const { t, format } = useWords();
  const usable = taxes.filter(({ active, id }) => active || value.includes(id));
  return (
    <Popover opened onDismiss={close} width={280} position="bottom-start" trapFocus>
      <Popover.Target>{target}</Popover.Target>
      <Popover.Dropdown>
        <Stack gap={8}>
          {usable.map((tax) => (
            <Checkbox
              key={tax.id}
              label={tax.inclusive ? `${taxName(tax, format)} (${t('tax.inclusiveShort')})` : taxName(tax, format)}
              checked={value.includes(tax.id)}
              onChange={(event) =>
                onChange(event.currentTarget.checked ? [...value, tax.id] : value.filter((each) => each !== tax.id))
              }
            />
          ))}
          {taxes.length === 0 && <span className="dim">{t('tax.empty')}</span>}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
