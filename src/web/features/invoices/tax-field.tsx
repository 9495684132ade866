/** The taxes of a line as a button; what it opens is made with the first press, not for each of five hundred lines. */
import { useState } from 'react';
import type { Tax } from '../../../contract/catalog.ts';
import { useFocusBack } from '../../parts/use-focus-back.ts';
import { useWords } from '../../words/use-words.tsx';
import classes from './document.module.css';
import { TaxChoice } from './tax-choice.tsx';

interface Props {
  value: readonly string[];
  taxes: readonly Tax[];
  error: string | undefined;
  readOnly: boolean;
  onChange: (taxIds: string[]) => void;
}

export function TaxField({ value, taxes, error, readOnly, onChange }: Props) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const id = useFocusBack(open);
  const names = value.flatMap((id) => taxes.find((tax) => tax.id === id)?.name ?? []).join(' + ');
  const button = (
    <button
      id={id}
      type="button"
      className={classes.taxButton}
      disabled={readOnly}
      data-wrong={error ? true : undefined}
      aria-haspopup="dialog"
      aria-label={t('line.taxesOf', { names: names || t('line.noTax') })}
      title={names}
      onClick={() => setOpen(!open)}
    >
      {names || <span className="dim">{t('line.noTax')}</span>}
    </button>
  );
  return (
    <>
      {open ? (
        <TaxChoice target={button} value={value} taxes={taxes} onChange={onChange} close={() => setOpen(false)} />
      ) : (
        button
      )}
      {error && <div className={classes.wrong}>{error}</div>}
    </>
  );
}
