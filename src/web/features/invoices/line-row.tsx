/** One line of the document: what, how many, at what price, discount, taxes, amount. */
import { Textarea } from '@mantine/core';
import { memo, useState } from 'react';
import type { Tax } from '../../../contract/catalog.ts';
import { useWords } from '../../words/use-words.tsx';
import { CellInput } from './cell-input.tsx';
import classes from './document.module.css';
import type { DraftLine, Errors } from './draft.ts';
import { ItemField } from './item-field.tsx';
import { LineMenu } from './line-menu.tsx';
import { TaxField } from './tax-field.tsx';
import type { Editor } from './use-draft.ts';

interface Props extends Pick<Editor, 'setLine' | 'removeLine' | 'moveLine'> {
  line: DraftLine;
  index: number;
  last: boolean;
  amount: string;
  errors: Errors;
  taxes: readonly Tax[];
  readOnly: boolean;
}

export const LineRow = memo(function LineRow(props: Props) {
  const { line, index, amount, errors, taxes, setLine } = props;
  const readOnly = props.readOnly || line.correction;
  const { t, format } = useWords();
  const [described, setDescribed] = useState(line.description !== '');
  const number = (field: 'quantity' | 'unitPrice' | 'discount', placeholder?: string) => (
    <CellInput
      end
      aria-label={t(`line.${field}`)}
      inputMode="decimal"
      placeholder={placeholder}
      value={line[field]}
      error={errors[field]}
      disabled={readOnly}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setLine(line.key, { [field]: event.currentTarget.value })}
    />
  );
  return (
    <tr aria-label={t('line.named', { number: index + 1 })}>
      <td>
        <ItemField line={line} error={errors.name ?? errors.itemId} readOnly={readOnly} setLine={setLine} />
        {described && (
          <Textarea
            className={`${classes.quiet} ${classes.description}`}
            aria-label={t('line.description')}
            placeholder={t('line.description')}
            autosize
            minRows={1}
            maxRows={6}
            value={line.description}
            error={errors.description}
            disabled={readOnly}
            onChange={(event) => setLine(line.key, { description: event.currentTarget.value })}
          />
        )}
      </td>
      <td data-label={t('line.quantity')}>{number('quantity')}</td>
      <td data-label={t('line.unitPrice')}>{number('unitPrice', format.number('0', 2))}</td>
      <td data-label={t('invoice.discount')}>{number('discount', '–')}</td>
      <td data-label={t('line.taxes')}>
        <TaxField
          value={line.taxIds}
          taxes={taxes}
          error={errors.taxIds}
          readOnly={readOnly}
          onChange={(taxIds) => setLine(line.key, { taxIds })}
        />
      </td>
      <td data-label={t('line.amount')} className={classes.lineAmount}>
        {format.number(amount, amount.split('.')[1]?.length ?? 0)}
      </td>
      <td className="no-print">
        {!props.readOnly && (
          <LineMenu
            describable={!line.correction}
            lineKey={line.key}
            index={index}
            last={props.last}
            removeLine={props.removeLine}
            moveLine={props.moveLine}
            describe={() => setDescribed(true)}
          />
        )}
      </td>
    </tr>
  );
});
