/** Customers and items, each as a list and as a page of one. */
import { html } from 'hono/html';
import { type JsonObject, objectOf } from '../json.ts';
import type { Company } from '../state/company.ts';
import type { Choice } from './choices.ts';
import type { Html } from './layout.ts';
import { newSaleLinks } from './new-sale.ts';
import { act, field, heads, money, select, text } from './parts.ts';

export interface NamePage {
  company: Company;
  record: JsonObject;
  /** Records that can be merged into this one. */
  others: readonly Choice[];
}

export function customerList(company: Company, customers: readonly JsonObject[]): Html {
  return html`<h1>Customers</h1>
    <details class="card">
      <summary>New customer</summary>
      <form method="post" action="/companies/${company.realmId}/customers" aria-label="New customer">
        <div class="grid">
          ${field({ name: 'name', label: 'Display name' })} ${field({ name: 'email', label: 'Email' })}
          <div><button class="main">Create</button></div>
        </div>
      </form>
    </details>
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

export function customerPage({ company, record: customer, others }: NamePage): Html {
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
    <div class="actions">
      <a href="/companies/${company.realmId}/payments/new?customer=${text(customer.Id)}">Receive payment</a>
      ${newSaleLinks(company, text(customer.Id))}
    </div>
    ${mergeForm(base, others)} ${stateButton(base, customer)}`;
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

export function itemPage({ company, record: item, others }: NamePage): Html {
  const base = `/companies/${company.realmId}/items/${text(item.Id)}`;
  return html`<h1>${text(item.Name)}</h1>
    <form method="post" action="${base}" class="card" aria-label="Edit item">
      <div class="grid">
        ${field({ name: 'name', label: 'Name', value: text(item.Name) })}
        ${field({ name: 'price', label: 'Price', type: 'number', value: text(item.UnitPrice) })}
      </div>
      <div class="actions"><button class="main">Save</button></div>
    </form>
    ${mergeForm(base, others)} ${stateButton(base, item)}`;
}

function stateButton(base: string, record: JsonObject): Html {
  const inactive = record.Active === false;
  return html`<div class="actions">${act({ action: `${base}/active`, name: inactive ? 'Make active' : 'Make inactive', value: String(inactive) })}</div>`;
}

function mergeForm(base: string, others: readonly Choice[]): Html {
  return html`<details class="card">
    <summary>Merge another one into this one</summary>
    <form method="post" action="${base}/merge" aria-label="Merge">
      <p class="soft">Its documents become this one's, and it is gone. That cannot be taken back.</p>
      <div class="grid">
        ${select({ name: 'other', label: 'Which one disappears', choices: others })}
        <div><button class="danger">Merge</button></div>
      </div>
    </form>
  </details>`;
}
