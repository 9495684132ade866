/** The invoice on paper: what Print puts on the sheet, and nothing of the page around it. */
import type { Client } from '../../../contract/catalog.ts';
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

function PrintedLines({ invoice }: { invoice: Invoice }) {
  const { t, format } = useWords();
  return (
    <table className={classes.lines}>
      <thead>
        <tr>
          <th>{t('line.item')}</th>
          <th className="num">{t('line.quantity')}</th>
          <th className="num">{t('line.unitPrice')}</th>
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
            <td className="num">{format.money(line.amount)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function PrintedTotals({ invoice }: { invoice: Invoice }) {
  const { t, format } = useWords();
  const rows: [string, string][] = [
    [t('invoice.subtotal'), format.money(invoice.subtotal)],
    ...(Number(invoice.discountTotal) === 0
      ? []
      : [[t('invoice.discounts'), format.money(`-${invoice.discountTotal}`)] as [string, string]]),
    ...invoice.taxes.map((tax): [string, string] => [
      tax.inclusive ? t('tax.includedLine', { name: taxName(tax, format) }) : taxName(tax, format),
      format.money(tax.amount),
    ]),
    [t('invoice.total'), format.money(invoice.total)],
    [t('invoice.balance'), format.money(invoice.balanceDue)],
  ];
  return (
    <table className={classes.totals}>
      <tbody>
        {rows.map(([name, amount]) => (
          <tr key={name}>
            <td>{name}</td>
            <td className="num">{amount}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
