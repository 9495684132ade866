/** The taxes of a line, chosen from a list of check boxes; they apply in the order in which they were chosen. */
import { Checkbox, Popover, Stack } from '@mantine/core';
import type { Tax } from '../../../contract/catalog.ts';
import { taxName } from '../../parts/tax-name.ts';
import { useWords } from '../../words/use-words.tsx';
import classes from './document.module.css';

interface Props {
  value: readonly string[];
  taxes: readonly Tax[];
  error: string | undefined;
  readOnly: boolean;
  onChange: (taxIds: string[]) => void;
}

export function TaxField({ value, taxes, error, readOnly, onChange }: Props) {
  const { t, format } = useWords();
  const chosen = value.flatMap((id) => taxes.find((tax) => tax.id === id) ?? []);
  const text = chosen.map((tax) => tax.name).join(' + ');
  return (
    <>
      <Popover width={280} position="bottom-start" trapFocus>
        <Popover.Target>
          <button
            type="button"
            className={classes.taxButton}
            disabled={readOnly}
            data-wrong={error ? true : undefined}
            aria-label={t('line.taxesOf', { names: text || t('line.noTax') })}
            title={text}
          >
            {text || <span className="dim">{t('line.noTax')}</span>}
          </button>
        </Popover.Target>
        <Popover.Dropdown>
          <Stack gap={8}>
            {taxes
              .filter(({ active, id }) => active || value.includes(id))
              .map((tax) => (
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
      {error && <div className={classes.wrong}>{error}</div>}
    </>
  );
}
