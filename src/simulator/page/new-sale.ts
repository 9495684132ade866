/** The form of a new invoice, credit memo, receipt or refund, as it stands when it is opened, refused or given more lines. */
import { html } from 'hono/html';
import type { SalesForm } from '../entity.ts';
import type { Company } from '../state/company.ts';
import type { Choice, Choices } from './choices.ts';
import type { Form } from './invoice-form.ts';
import type { Html } from './layout.ts';
import { field, heads, select } from './parts.ts';

export interface SaleKind {
  path: string;
  entity: SalesForm;
  name: string;
  /** What the account is for, where money moves at once. */
  account?: string;
}

export const saleKinds: readonly SaleKind[] = [
  { path: 'invoice', entity: 'Invoice', name: 'invoice' },
  { path: 'estimate', entity: 'Estimate', name: 'estimate' },
  { path: 'credit-memo', entity: 'CreditMemo', name: 'credit memo' },
  { path: 'sales-receipt', entity: 'SalesReceipt', name: 'sales receipt', account: 'Deposit to' },
  { path: 'refund-receipt', entity: 'RefundReceipt', name: 'refund receipt', account: 'Refunded from' },
];

export interface NewSale {
  company: Company;
  kind: SaleKind;
  /** What the fields hold. */
  form: Form;
  choices: Choices;
  /** Groups of rates that a document of a US company may name. */
  taxGroups: readonly Choice[];
}

/** Ways to the forms; `customer` is chosen there already. */
export function newSaleLinks(company: Company, customer = ''): Html {
  const query = customer === '' ? '' : `?customer=${customer}`;
  return html`${saleKinds.map(
    ({ path, name }) => html`<a href="/companies/${company.realmId}/new/${path}${query}">New ${name}</a> `,
  )}`;
}

const fewest = 4;

/** How many lines the form shows. */
export function rowsOf(form: Form): number {
  const asked = Number(form.rows ?? fewest);
  return Number.isInteger(asked) && asked >= fewest && asked <= 200 ? asked : fewest;
}

export function newSalePage(page: NewSale): Html {
  const { company, kind, form } = page;
  const rows = rowsOf(form);
  return html`<h1>New ${kind.name}</h1>
    <form method="post" action="/companies/${company.realmId}/new/${kind.path}" class="card" aria-label="New ${kind.name}">
      <input type="hidden" name="rows" value="${String(rows)}" />
      <div class="grid">${headFields(page)}</div>
      <h2>Lines</h2>
      <table class="lines">
        <thead><tr>${heads(['Line#', 'Item', 'Description', 'Quantity#', 'Price#', 'Tax'])}</tr></thead>
        <tbody>${Array.from({ length: rows }, (_, index) => lineRow(page, index + 1))}</tbody>
      </table>
      <p class="soft">A line counts once it has an item. An empty quantity is 1; an empty price is the item's own, and the usual tax is that of the item, the customer or the company.</p>
      <div class="actions"><button class="main">Save ${kind.name}</button><button name="more" value="1">More lines</button></div>
    </form>`;
}

function headFields({ company, kind, form, choices, taxGroups }: NewSale): Html {
  const none = { value: '', name: 'None' };
  const invoice = kind.entity === 'Invoice';
  return html`
    ${select({ name: 'customer', label: 'Customer', value: form.customer, choices: choices.customers })}
    ${field({ name: 'date', label: 'Date', type: 'date', value: form.date ?? '' })}
    ${invoice ? field({ name: 'due', label: 'Due date (empty: by the terms)', type: 'date', value: form.due ?? '' }) : ''}
    ${field({ name: 'number', label: 'Number', value: form.number ?? '' })}
    ${kind.account === undefined ? '' : select({ name: 'account', label: kind.account, value: form.account, choices: choices.accounts })}
    ${kind.account === undefined ? '' : select({ name: 'method', label: 'Payment method', value: form.method, choices: [none, ...choices.methods] })}
    ${taxField(company, form, taxGroups)}
    ${field({ name: 'discount', label: 'Discount %', type: 'number', value: form.discount ?? '' })}
    ${field({ name: 'memo', label: 'Message to customer', value: form.memo ?? '' })}`;
}

/** What the whole document says of tax: a group of rates, or whether prices include it; automated tax goes by the address. */
function taxField(company: Company, form: Form, taxGroups: readonly Choice[]): Html | '' {
  if (company.kind === 'us-automated-tax') return '';
  if (company.kind === 'us-manual-tax') {
    const usual = { value: '', name: 'Usual' };
    return select({ name: 'taxGroup', label: 'Sales tax', value: form.taxGroup, choices: [usual, ...taxGroups] });
  }
  const choices = [
    { value: 'TaxExcluded', name: 'Prices exclude tax' },
    { value: 'TaxInclusive', name: 'Prices include tax' },
    { value: 'NotApplicable', name: 'No tax' },
  ];
  return select({ name: 'calculation', label: 'Tax', value: form.calculation, choices });
}

function lineRow({ form, choices }: NewSale, number: number): Html {
  const value = (name: string) => form[`${name}.${number}`];
  const amount = (name: string, label: string) =>
    html`<td class="number" data-label="${label}">${field({ name: `${name}.${number}`, label: `${label} of line ${number}`, type: 'number', value: value(name) ?? '', hidden: true })}</td>`;
  const pick = (name: string, label: string, empty: string, from: readonly Choice[]) =>
    select({
      name: `${name}.${number}`,
      label: `${label} of line ${number}`,
      value: value(name),
      choices: [{ value: '', name: empty }, ...from],
      hidden: true,
    });
  return html`<tr>
    <td class="number">${String(number)}</td>
    <td data-label="Item">${pick('item', 'Item', 'None', choices.items)}</td>
    <td data-label="Description">${field({ name: `description.${number}`, label: `Description of line ${number}`, value: value('description') ?? '', hidden: true })}</td>
    ${amount('quantity', 'Quantity')} ${amount('price', 'Price')}
    <td data-label="Tax">${pick('tax', 'Tax', 'Usual', choices.taxCodes)}</td>
  </tr>`;
}
