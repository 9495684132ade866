/** The invoice on paper: what Print puts on the sheet, and nothing of the page around it. */
import type { Client, Tax } from '../../../contract/catalog.ts';
import type { Invoice } from '../../../contract/invoices.ts';
import type { Location } from '../../../contract/people.ts';
import { useSession } from '../../api/session.ts';
import { useList } from '../../api/use-list.ts';
import { useRecord } from '../../api/use-record.ts';
import { addressLines } from '../../parts/address-form.ts';
import { taxName } from '../../parts/tax-name.ts';
import { useWords } from '../../words/use-words.tsx';
import classes from './printed-invoice.module.css';

export function PrintedInvoice({ invoice }: { invoice: Invoice }) {
  const { t, format } = useWords();
  const { company } = useSession();
  const { data: client } = useRecord<Client>('/clients', invoice.payerId ?? invoice.clientId);
  const { data: locations = [] } = useList<Location>('/locations');
  const location = locations.find(({ id }) => id === invoice.locationId);
  return (
    <div className={classes.sheet} aria-hidden="true">
      <div className={classes.head}>
        <div>
          <strong>{company.name}</strong>
          {addressLines(location?.address).map((line) => (
            <div key={line}>{line}</div>
          ))}
        </div>
        <div className={classes.right}>
          <div>
            {t('invoice.issueDate')} {format.date(invoice.issueDate)}
          </div>
          <div>
            {t('invoice.dueDate')} {format.date(invoice.dueDate)}
          </div>
        </div>
      </div>
      <div className={classes.client}>
        <strong>{invoice.clientName}</strong>
        {client && client.name !== invoice.clientName && <div>{client.name}</div>}
        {addressLines(client?.address).map((line) => (
          <div key={line}>{line}</div>
        ))}
        {client?.taxNumber && <div>{client.taxNumber}</div>}
      </div>
      <PrintedLines invoice={invoice} />
      <PrintedTotals invoice={invoice} />
      {invoice.comment && <p className={classes.comment}>{invoice.comment}</p>}
    </div>
  );
}

/** Discounts have a column where there is one, so that quantity times price is not at odds with the amount. */
function PrintedLines({ invoice }: { invoice: Invoice }) {
  const { t, format } = useWords();
  const { data: taxes = [] } = useList<Tax>('/taxes');
  const discounts = invoice.lines.some(({ discount }) => discount !== null);
  const taxed = invoice.lines.some(({ taxIds }) => taxIds.length > 0);
  const taxNames = (ids: readonly string[]) =>
    ids.map((id) => taxes.find((tax) => tax.id === id)?.name ?? '').join(' + ');
  const discountText = ({ discount }: Invoice['lines'][number]) =>
    discount && (discount.type === 'percent' ? format.percent(discount.value) : format.money(discount.value));
  return (
    <table className={classes.lines}>
      <thead>
        <tr>
          <th>{t('line.item')}</th>
          <th className="num">{t('line.quantity')}</th>
          <th className="num">{t('line.unitPrice')}</th>
          {discounts && <th className="num">{t('invoice.discount')}</th>}
          {taxed && <th>{t('line.taxes')}</th>}
          <th className="num">{t('line.amount')}</th>
        </tr>
      </thead>
      <tbody>
        {invoice.lines.map((line) => (
          <tr key={line.id}>
            <td>
              {line.name}
              {line.description && <div className={classes.description}>{line.description}</div>}
            </td>
            <td className="num">{format.number(line.quantity)}</td>
            <td className="num">{format.money(line.unitPrice)}</td>
            {discounts && <td className="num">{discountText(line)}</td>}
            {taxed && <td>{taxNames(line.taxIds)}</td>}
            <td className="num">{format.money(line.amount)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function PrintedTotals({ invoice }: { invoice: Invoice }) {
  const { t, format } = useWords();
  /** What is taken off, where there is any. */
  const without = (name: string, amount: string): [string, string][] =>
    Number(amount) === 0 ? [] : [[name, format.money(amount.startsWith('-') ? amount.slice(1) : `-${amount}`)]];
  const rows: [string, string][] = [
    [t('invoice.subtotal'), format.money(invoice.subtotal)],
    ...without(t('invoice.discounts'), invoice.discountTotal),
    ...invoice.taxes.map((tax): [string, string] => [
      tax.inclusive ? t('tax.includedLine', { name: taxName(tax, format) }) : taxName(tax, format),
      format.money(tax.amount),
    ]),
    [t('invoice.total'), format.money(invoice.total)],
    ...without(t('invoice.paid'), invoice.paid),
    ...without(t('invoice.credited'), invoice.credited),
    [t('invoice.balance'), format.money(invoice.balanceDue)],
  ];
  const totals = new Set([t('invoice.total'), t('invoice.balance')]);
  return (
    <table className={classes.totals}>
      <tbody>
        {rows.map(([name, amount]) => (
          <tr key={name} data-total={totals.has(name) || undefined}>
            <td>{name}</td>
            <td className="num">{amount}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
