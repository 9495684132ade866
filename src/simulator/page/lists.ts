/** Payments, customers and items, each as a list and as a page of one. */
import { html } from 'hono/html';
import { type JsonObject, objectOf, objectsOf } from '../json.ts';
import type { Company } from '../state/company.ts';
import type { Html } from './layout.ts';
import { act, field, heads, money, nameIn, text } from './parts.ts';

export function paymentList(company: Company, payments: readonly JsonObject[]): Html {
  return html`<h1>Payments</h1>
    <table>
      <thead><tr>${heads(['Payment', 'Customer', 'Date', 'Reference', 'Total#', 'Unapplied#', 'Note'])}</tr></thead>
      <tbody>
        ${payments.map(
          (payment) => html`<tr>
            <td><a href="/companies/${company.realmId}/payments/${text(payment.Id)}">Payment ${text(payment.Id)}</a></td>
            <td>${nameIn(payment.CustomerRef)}</td>
            <td>${text(payment.TxnDate)}</td>
            <td>${text(payment.PaymentRefNum)}</td>
            <td class="number">${money(payment.TotalAmt)}</td>
            <td class="number">${money(payment.UnappliedAmt)}</td>
            <td>${text(payment.PrivateNote)}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
}

export function paymentPage(company: Company, payment: JsonObject): Html {
  const base = `/companies/${company.realmId}/payments/${text(payment.Id)}`;
  return html`<h1>Payment ${text(payment.Id)}</h1>
    <p>
      ${nameIn(payment.CustomerRef)} · ${text(payment.TxnDate)} · total
      <strong>${company.currency.value} ${money(payment.TotalAmt)}</strong> · unapplied ${money(payment.UnappliedAmt)} ·
      <span class="soft">Id ${text(payment.Id)}, SyncToken ${text(payment.SyncToken)}</span>
    </p>
    <ul>
      ${objectsOf(payment.Line).map((line) => {
        const link = objectsOf(line.LinkedTxn)[0];
        return html`<li>${money(line.Amount)} on <a href="/companies/${company.realmId}/invoices/${text(link?.TxnId)}">${text(link?.TxnType)} ${text(link?.TxnId)}</a></li>`;
      })}
    </ul>
    <form method="post" action="${base}" class="card" aria-label="Edit payment">
      <div class="grid">
        ${field({ name: 'total', label: 'Amount received', type: 'number', value: text(payment.TotalAmt) })}
        ${field({ name: 'reference', label: 'Reference number', value: text(payment.PaymentRefNum) })}
        ${field({ name: 'memo', label: 'Memo', value: text(payment.PrivateNote) })}
      </div>
      <p class="soft">A changed amount is applied to the same invoice, as far as it goes.</p>
      <div class="actions"><button class="main">Save</button></div>
    </form>
    <div class="actions">
      ${act({ action: `${base}/unapply`, name: 'Unapply' })}
      ${act({ action: `${base}/void`, name: 'Void', danger: true })}
      ${act({ action: `${base}/delete`, name: 'Delete', danger: true })}
    </div>`;
}

export function customerList(company: Company, customers: readonly JsonObject[]): Html {
  return html`<h1>Customers</h1>
    <table>
      <thead><tr>${heads(['Name', 'Email', 'Balance#', 'State'])}</tr></thead>
      <tbody>
        ${customers.map(
          (customer) => html`<tr>
            <td><a href="/companies/${company.realmId}/customers/${text(customer.Id)}">${text(customer.FullyQualifiedName)}</a></td>
            <td>${text(objectOf(customer.PrimaryEmailAddr)?.Address)}</td>
            <td class="number">${money(customer.Balance)}</td>
            <td>${customer.Active === false ? 'Inactive' : 'Active'}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
}

export function customerPage(company: Company, customer: JsonObject): Html {
  const base = `/companies/${company.realmId}/customers/${text(customer.Id)}`;
  return html`<h1>${text(customer.DisplayName)}</h1>
    <p>Balance ${company.currency.value} ${money(customer.Balance)} · <span class="soft">Id ${text(customer.Id)}, SyncToken ${text(customer.SyncToken)}</span></p>
    <form method="post" action="${base}" class="card" aria-label="Edit customer">
      <div class="grid">
        ${field({ name: 'name', label: 'Display name', value: text(customer.DisplayName) })}
        ${field({ name: 'email', label: 'Email', value: text(objectOf(customer.PrimaryEmailAddr)?.Address) })}
      </div>
      <div class="actions"><button class="main">Save</button></div>
    </form>
    ${stateButton(base, customer)}`;
}

export function itemList(company: Company, items: readonly JsonObject[]): Html {
  return html`<h1>Items</h1>
    <table>
      <thead><tr>${heads(['Name', 'SKU', 'Type', 'Price#', 'State'])}</tr></thead>
      <tbody>
        ${items.map(
          (item) => html`<tr>
            <td><a href="/companies/${company.realmId}/items/${text(item.Id)}">${text(item.FullyQualifiedName)}</a></td>
            <td>${text(item.Sku)}</td>
            <td>${text(item.Type)}</td>
            <td class="number">${money(item.UnitPrice)}</td>
            <td>${item.Active === false ? 'Inactive' : 'Active'}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
}

export function itemPage(company: Company, item: JsonObject): Html {
  const base = `/companies/${company.realmId}/items/${text(item.Id)}`;
  return html`<h1>${text(item.Name)}</h1>
    <form method="post" action="${base}" class="card" aria-label="Edit item">
      <div class="grid">
        ${field({ name: 'name', label: 'Name', value: text(item.Name) })}
        ${field({ name: 'price', label: 'Price', type: 'number', value: text(item.UnitPrice) })}
      </div>
      <div class="actions"><button class="main">Save</button></div>
    </form>
    ${stateButton(base, item)}`;
}

function stateButton(base: string, record: JsonObject): Html {
  const inactive = record.Active === false;
  return html`<div class="actions">${act({ action: `${base}/active`, name: inactive ? 'Make active' : 'Make inactive', value: String(inactive) })}</div>`;
}
