/** Subtotal, discount, each tax, total; on a stored invoice also what was paid and what is left. */
import { TextInput } from '@mantine/core';
import type { Totals } from '../../money/totals.ts';
import { taxName } from '../../parts/tax-name.ts';
import { useWords } from '../../words/use-words.tsx';
import classes from './document.module.css';
import type { Editor } from './use-draft.ts';

interface Props {
  editor: Editor;
  totals: Totals;
  settled: { paid: string; credited: string; balanceDue: string; overpaid: string } | undefined;
  readOnly: boolean;
}

export function TotalsBlock({ editor, totals, settled, readOnly }: Props) {
  const { t, format } = useWords();
  const { draft, errors, set } = editor;
  return (
    <dl className={classes.totals} aria-label={t('invoice.totals')}>
      <dt>{t('invoice.subtotal')}</dt>
      <dd>{format.money(totals.subtotal)}</dd>
      <dt>
        <label htmlFor="document-discount">{t('invoice.discount')}</label>
      </dt>
      <dd>
        <TextInput
          id="document-discount"
          className={classes.end ?? ''}
          w={112}
          placeholder={t('invoice.discountHint')}
          value={draft.discount}
          error={errors.discount}
          disabled={readOnly}
          onChange={(event) => set({ discount: event.currentTarget.value })}
        />
      </dd>
      {Number(totals.discountTotal) !== 0 && <Row name={t('invoice.discounts')} amount={`-${totals.discountTotal}`} />}
      {totals.taxes.map((tax) => (
        <Row
          key={`${tax.taxId} ${tax.rate}`}
          name={tax.inclusive ? t('tax.includedLine', { name: taxName(tax, format) }) : taxName(tax, format)}
          amount={tax.amount}
        />
      ))}
      <dt className={classes.strong}>{t('invoice.total')}</dt>
      <dd className={`${classes.strong} ${classes.big}`} data-total>
        {format.money(totals.total)}
      </dd>
      {settled && Number(settled.paid) !== 0 && <Row name={t('invoice.paid')} amount={negative(settled.paid)} />}
      {settled && Number(settled.credited) !== 0 && (
        <Row name={t('invoice.credited')} amount={negative(settled.credited)} />
      )}
      {settled && (
        <>
          <dt className={classes.strong}>{t('invoice.balance')}</dt>
          <dd className={classes.strong}>{format.money(settled.balanceDue)}</dd>
        </>
      )}
      {settled && Number(settled.overpaid) !== 0 && <Row name={t('invoice.overpaid')} amount={settled.overpaid} />}
    </dl>
  );
}

function Row({ name, amount }: { name: string; amount: string }) {
  const { format } = useWords();
  return (
    <>
      <dt>{name}</dt>
      <dd>{format.money(amount)}</dd>
    </>
  );
}

function negative(amount: string): string {
  return amount.startsWith('-') ? amount.slice(1) : `-${amount}`;
}
