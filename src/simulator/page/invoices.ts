/** The accountant's invoices: the list, and the page on which one is edited, paid, voided or deleted. */
import { html } from 'hono/html';
import { type JsonObject, objectOf, objectsOf, refOf } from '../json.ts';
import type { Company } from '../state/company.ts';
import type { Choice } from './choices.ts';
import type { Html } from './layout.ts';
import { newSaleLinks } from './new-sale.ts';
import { act, field, heads, invoiceStatus, money, nameIn, select, text } from './parts.ts';

export function invoiceList(company: Company, invoices: readonly JsonObject[], today: string): Html {
  const rows = invoices.map(
    (invoice) => html`<tr>
      <td><a href="/companies/${company.realmId}/invoices/${text(invoice.Id)}">${text(invoice.DocNumber) || `#${text(invoice.Id)}`}</a></td>
      <td>${nameIn(invoice.CustomerRef)}</td>
      <td>${text(invoice.TxnDate)}</td>
      <td>${text(invoice.DueDate)}</td>
      <td class="number">${money(invoice.TotalAmt)}</td>
      <td class="number">${money(invoice.Balance)}</td>
      <td><span class="status">${invoiceStatus(invoice, today)}</span></td>
    </tr>`,
  );
  return html`<h1>Invoices</h1>
    <div class="actions">${newSaleLinks(company)}</div>
    ${rows.length === 0 ? html`<p>No invoices yet. They appear here when an application sends them, or when you make one.</p>` : ''}
    <table>
      <thead><tr>${heads(['Number', 'Customer', 'Date', 'Due', 'Total#', 'Balance#', 'Status'])}</tr></thead>
      <tbody>${rows}</tbody>
    </table>`;
}

export interface InvoicePage {
  company: Company;
  invoice: JsonObject;
  today: string;
  accounts: readonly Choice[];
  methods: readonly Choice[];
  taxCodes: readonly Choice[];
  items: readonly Choice[];
}

export function invoicePage(page: InvoicePage): Html {
  const { company, invoice } = page;
  const base = `/companies/${company.realmId}/invoices/${text(invoice.Id)}`;
  return html`<h1>Invoice ${text(invoice.DocNumber) || text(invoice.Id)} <span class="status">${invoiceStatus(invoice, page.today)}</span></h1>
    <p>
      ${nameIn(invoice.CustomerRef)} · ${text(invoice.TxnDate)} · total
      <strong>${company.currency.value} ${money(invoice.TotalAmt)}</strong> · balance
      <strong>${company.currency.value} ${money(invoice.Balance)}</strong> ·
      <span class="soft">Id ${text(invoice.Id)}, SyncToken ${text(invoice.SyncToken)}</span>
    </p>
    ${text(invoice.PrivateNote) ? html`<p>Note: ${text(invoice.PrivateNote)}</p>` : ''}
    ${editForm(page, base)} ${payForm(page, base)} ${linked(page)}
    <div class="actions">
      ${act({ action: `${base}/void`, name: 'Void', danger: true })}
      ${act({ action: `${base}/delete`, name: 'Delete', danger: true })}
    </div>
    <details class="card"><summary>As the API shows it</summary><pre>${JSON.stringify(invoice, null, 2)}</pre></details>`;
}

function editForm(page: InvoicePage, base: string): Html {
  const { invoice } = page;
  const lines = objectsOf(invoice.Line).filter((line) => line.Id !== undefined);
  const tax = objectOf(invoice.TxnTaxDetail);
  return html`<form method="post" action="${base}" class="card" aria-label="Edit invoice">
    <div class="grid">
      ${field({ name: 'DocNumber', label: 'Number', value: text(invoice.DocNumber) })}
      ${field({ name: 'TxnDate', label: 'Invoice date', type: 'date', value: text(invoice.TxnDate) })}
      ${field({ name: 'DueDate', label: 'Due date', type: 'date', value: text(invoice.DueDate) })}
      ${field({ name: 'memo', label: 'Message to customer', value: text(objectOf(invoice.CustomerMemo)?.value) })}
    </div>
    <h2>Lines</h2>
    <table class="lines">
      <thead><tr>${heads(['Place#', 'Item', 'Description', 'Quantity#', 'Price#', 'Amount#', 'Tax', 'Remove'])}</tr></thead>
      <tbody>
        ${lines.map((line, index) => editLine(page, { line, number: index + 1 }))} ${newLine(page)}
      </tbody>
    </table>
    <p class="number">
      ${objectsOf(invoice.Line)
        .filter((line) => line.DetailType === 'DiscountLineDetail')
        .map((line) => html`Discount ${money(line.Amount)} · `)}
      Tax ${money(tax?.TotalTax)} · Total ${money(invoice.TotalAmt)}
    </p>
    <div class="actions"><button class="main">Save</button></div>
  </form>`;
}

function editLine({ taxCodes }: InvoicePage, { line, number }: { line: JsonObject; number: number }): Html {
  const sale = objectOf(line.SalesItemLineDetail);
  const id = text(line.Id);
  const cell = (name: string, label: string, value: string) =>
    html`<td class="number ${name === 'place' ? 'narrow' : ''}" data-label="${label}">${field({ name: `${name}.${id}`, label: `${label} of line ${number}`, type: 'number', value, hidden: true })}</td>`;
  return html`<tr>
    ${cell('place', 'Place', String(number))}
    <td>${nameIn(sale?.ItemRef)}</td>
    <td data-label="Description">${field({ name: `description.${id}`, label: `Description of line ${number}`, value: text(line.Description), hidden: true })}</td>
    ${sale ? cell('quantity', 'Quantity', text(sale.Qty)) : html`<td></td>`}
    ${sale ? cell('price', 'Price', text(sale.UnitPrice)) : html`<td></td>`}
    ${sale ? cell('amount', 'Amount', text(sale.TaxInclusiveAmt) || text(line.Amount)) : html`<td></td>`}
    <td data-label="Tax">${sale ? select({ name: `tax.${id}`, label: `Tax of line ${number}`, value: refOf(sale.TaxCodeRef), choices: taxCodes, hidden: true }) : ''}</td>
    <td data-label="Remove"><input type="checkbox" name="remove.${id}" value="1" aria-label="Remove line ${number}" /></td>
  </tr>`;
}

function newLine({ items, taxCodes }: InvoicePage): Html {
  const number = (name: string, label: string) =>
    html`<td class="number" data-label="${label}">${field({ name: `${name}.new`, label: `${label} of new line`, type: 'number', hidden: true })}</td>`;
  return html`<tr>
    <td></td>
    <td>${select({ name: 'item.new', label: 'Item of new line', choices: [{ value: '', name: 'Add a line…' }, ...items], hidden: true })}</td>
    <td data-label="Description">${field({ name: 'description.new', label: 'Description of new line', hidden: true })}</td>
    ${number('quantity', 'Quantity')} ${number('price', 'Price')} ${number('amount', 'Amount')}
    <td data-label="Tax">${select({ name: 'tax.new', label: 'Tax of new line', choices: taxCodes, hidden: true })}</td>
    <td></td>
  </tr>`;
}

function payForm({ invoice, accounts, methods, today }: InvoicePage, base: string): Html {
  return html`<section class="card" aria-labelledby="pay">
    <h2 id="pay">Receive payment</h2>
    <form method="post" action="${base}/pay">
      <div class="grid">
        ${field({ name: 'amount', label: 'Amount received', type: 'number', value: text(invoice.Balance) })}
        ${field({ name: 'date', label: 'Payment date', type: 'date', value: today })}
        ${select({ name: 'account', label: 'Deposit to', choices: accounts })}
        ${select({ name: 'method', label: 'Payment method', choices: [{ value: '', name: 'None' }, ...methods] })}
        ${field({ name: 'reference', label: 'Reference number' })}
      </div>
      <div class="actions"><button class="main">Save payment</button></div>
    </form>
  </section>`;
}

function linked({ company, invoice }: InvoicePage): Html {
  const links = objectsOf(invoice.LinkedTxn);
  if (links.length === 0) return html`<p>No payments.</p>`;
  return html`<h2>Payments</h2>
    <ul>
      ${links.map((link) => html`<li><a href="/companies/${company.realmId}/payments/${text(link.TxnId)}">Payment ${text(link.TxnId)}</a></li>`)}
    </ul>`;
}
