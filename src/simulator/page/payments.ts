/** Payments: the list, a new one, and the page of one. */
import { html } from 'hono/html';
import { type JsonObject, objectsOf, refOf } from '../json.ts';
import type { Company } from '../state/company.ts';
import type { Choice } from './choices.ts';
import type { Html } from './layout.ts';
import { act, heads, money, nameIn, select, text } from './parts.ts';
import { type PaymentForm, paymentForm } from './payment-form.ts';

export function paymentList(company: Company, payments: readonly JsonObject[], customers: readonly Choice[]): Html {
  const base = `/companies/${company.realmId}/payments`;
  return html`<h1>Payments</h1>
    <form method="get" action="${base}/new" class="card" aria-label="Receive payment">
      <div class="grid">
        ${select({ name: 'customer', label: 'Receive a payment of', choices: customers })}
        <div><button class="main">Receive payment…</button></div>
      </div>
    </form>
    ${payments.length === 0 ? html`<p>No payments yet.</p>` : ''}
    <table>
      <thead><tr>${heads(['Payment', 'Customer', 'Date', 'Reference', 'Total#', 'Unapplied#', 'Note'])}</tr></thead>
      <tbody>
        ${payments.map(
          (payment) => html`<tr>
            <td><a href="${base}/${text(payment.Id)}">Payment ${text(payment.Id)}</a></td>
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

export function newPaymentPage(customer: JsonObject, form: PaymentForm): Html {
  return html`<h1>Receive payment of ${text(customer.DisplayName)}</h1>
    ${paymentForm(form)}`;
}

export interface PaymentPage extends PaymentForm {
  company: Company;
  payment: JsonObject;
  /** Undeposited Funds, and the banks that a deposit can go to. */
  undeposited: string | undefined;
  banks: readonly Choice[];
}

export function paymentPage(page: PaymentPage): Html {
  const { company, payment, action: base } = page;
  const deposit = objectsOf(payment.LinkedTxn).find((link) => link.TxnType === 'Deposit');
  const waits = !deposit && page.undeposited !== undefined && refOf(payment.DepositToAccountRef) === page.undeposited;
  return html`<h1>Payment ${text(payment.Id)}</h1>
    <p>
      ${nameIn(payment.CustomerRef)} · ${text(payment.TxnDate)} · total
      <strong>${company.currency.value} ${money(payment.TotalAmt)}</strong> · unapplied ${money(payment.UnappliedAmt)} ·
      <span class="soft">Id ${text(payment.Id)}, SyncToken ${text(payment.SyncToken)}</span>
    </p>
    ${deposit ? html`<p>It lies in <a href="/companies/${company.realmId}/books/Deposit/${text(deposit.TxnId)}">deposit ${text(deposit.TxnId)}</a>; while it does, it cannot be changed.</p>` : ''}
    <ul>
      ${objectsOf(payment.Line).map((line) => {
        const link = objectsOf(line.LinkedTxn)[0];
        const path = link?.TxnType === 'Invoice' ? 'invoices' : `books/${text(link?.TxnType)}`;
        return html`<li>${money(line.Amount)} on <a href="/companies/${company.realmId}/${path}/${text(link?.TxnId)}">${text(link?.TxnType)} ${text(link?.TxnId)}</a></li>`;
      })}
    </ul>
    ${paymentForm(page)} ${waits ? depositForm(page) : ''}
    <div class="actions">
      ${act({ action: `${base}/unapply`, name: 'Unapply' })}
      ${act({ action: `${base}/void`, name: 'Void', danger: true })}
      ${act({ action: `${base}/delete`, name: 'Delete', danger: true })}
    </div>`;
}

function depositForm({ action, banks }: PaymentPage): Html {
  return html`<form method="post" action="${action}/deposit" class="card" aria-label="Bank deposit">
    <div class="grid">
      ${select({ name: 'bank', label: 'Bank deposit to', choices: banks })}
      <div><button>Deposit</button></div>
    </div>
  </form>`;
}
