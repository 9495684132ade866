/** All the books: every list of a company, each record as QuickBooks shows it, with a form that edits it whole or makes a new one. */
import { html } from 'hono/html';
import { coverage } from '../coverage.ts';
import { type EntityName, entityNames, transactionEntities } from '../entity.ts';
import { isObject, type JsonObject, objectOf, textOf } from '../json.ts';
import { nameOf } from '../rules/hierarchy.ts';
import type { Company } from '../state/company.ts';
import type { Html } from './layout.ts';
import { act, heads, money, nameIn, text } from './parts.ts';

export function booksPage(company: Company, count: (entity: EntityName) => number): Html {
  const row = (entity: EntityName) =>
    html`<tr><td><a href="/companies/${company.realmId}/books/${entity}">${entity}</a></td><td class="number">${count(entity)}</td></tr>`;
  const lists = entityNames.filter((entity) => !transactionEntities.includes(entity));
  return html`<h1>All books of ${company.name}</h1>
    <h2>Documents</h2>
    <table><thead><tr>${heads(['What', 'Records#'])}</tr></thead><tbody>${transactionEntities.map(row)}</tbody></table>
    <h2>Lists</h2>
    <table><thead><tr>${heads(['What', 'Records#'])}</tr></thead><tbody>${lists.map(row)}</tbody></table>`;
}

const shown = 300;

export function recordList(company: Company, entity: EntityName, records: readonly JsonObject[]): Html {
  const base = `/companies/${company.realmId}/books/${entity}`;
  return html`<h1>${entity}</h1>
    ${coverage[entity].create === 'refused' ? '' : newRecord(base, entity)}
    <table>
      <thead><tr>${heads(['Id', 'Name or number', 'Of', 'Date', 'Total#', 'Balance#', 'State'])}</tr></thead>
      <tbody>
        ${records
          .slice(0, shown)
          .map(bare)
          .map(
            (record) => html`<tr>
            <td><a href="${base}/${text(record.Id)}">${text(record.Id)}</a></td>
            <td>${nameOf(record) || text(objectOf(record.RecurringInfo)?.Name) || text(record.DocNumber) || text(record.Note)}</td>
            <td>${nameIn(record.CustomerRef) || nameIn(record.VendorRef) || nameIn(record.EmployeeRef)}</td>
            <td>${text(record.TxnDate)}</td>
            <td class="number">${amount(record.TotalAmt ?? record.Amount)}</td>
            <td class="number">${amount(record.Balance ?? record.CurrentBalance)}</td>
            <td>${record.Active === false ? 'Inactive' : text(record.TxnStatus)}</td>
          </tr>`,
          )}
      </tbody>
    </table>
    ${records.length > shown ? html`<p>The latest ${shown} of ${records.length}.</p>` : ''}`;
}

/** The document inside a recurring transaction; every other record is its own. */
function bare(record: JsonObject): JsonObject {
  return record.Id === undefined ? (Object.values(record).find(isObject) ?? record) : record;
}

function amount(value: JsonObject[string]): string {
  return typeof value === 'number' ? money(value) : '';
}

function newRecord(base: string, entity: EntityName): Html {
  return html`<details class="card">
    <summary>New ${entity}</summary>
    <form method="post" action="${base}" aria-label="New ${entity}">
      <label>As JSON, like a client sends it<textarea name="json" rows="10" spellcheck="false">{}</textarea></label>
      <div class="actions"><button class="main">Create</button></div>
    </form>
  </details>`;
}

export function recordPage(company: Company, entity: EntityName, record: JsonObject): Html {
  const id = textOf(bare(record).Id) ?? '';
  const base = `/companies/${company.realmId}/books/${entity}/${id}`;
  const can = coverage[entity];
  return html`<h1>${entity} ${id}</h1>
    <form method="post" action="${base}" class="card" aria-label="Edit ${entity}">
      <label>As QuickBooks shows it; what is changed here is written, SyncToken may stay<textarea name="json" rows="24" spellcheck="false">${JSON.stringify(record, null, 2)}</textarea></label>
      <div class="actions"><button class="main">Save</button></div>
    </form>
    <div class="actions">
      ${can.pdf === 'refused' ? '' : html`<a href="${base}/pdf">PDF</a>`}
      ${can.void === 'refused' ? '' : act({ action: `${base}/void`, name: 'Void', danger: true })}
      ${can.delete === 'refused' ? '' : act({ action: `${base}/delete`, name: 'Delete', danger: true })}
      ${record.Active === undefined ? '' : act({ action: `${base}/active`, name: record.Active === false ? 'Make active' : 'Make inactive', value: String(record.Active === false) })}
    </div>`;
}
