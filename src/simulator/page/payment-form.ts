/** The form of a payment: money of a customer on as many invoices and from as many credits as the accountant wants. */
import { html } from 'hono/html';
import { decimal, sum } from '../../base/decimal.ts';
import { amountIn, jsonNumber } from '../amount.ts';
import { type JsonObject, objectsOf, refOf, textOf } from '../json.ts';
import type { Choices } from './choices.ts';
import type { Html } from './layout.ts';
import { field, heads, money, select, text } from './parts.ts';

type Kind = 'Invoice' | 'CreditMemo';

export interface OpenDocument {
  kind: Kind;
  record: JsonObject;
}

const names: Record<Kind, string> = { Invoice: 'Invoice', CreditMemo: 'Credit memo' };

export interface PaymentForm {
  action: string;
  /** Absent: a new one. */
  payment: JsonObject | undefined;
  documents: readonly OpenDocument[];
  choices: Choices;
  today: string;
}

export function paymentForm({ action, payment, documents, choices, today }: PaymentForm): Html {
  const none = { value: '', name: 'None' };
  const rows = documents.map(({ kind, record }) => {
    const applied = appliedTo(payment, kind, text(record.Id));
    const name = `${names[kind]} ${text(record.DocNumber) || text(record.Id)}`;
    const open = amountIn(record.Balance).plus(decimal(applied || '0'));
    return html`<tr>
      <td>${name}</td>
      <td>${text(record.TxnDate)}</td>
      <td class="number">${money(record.TotalAmt)}</td>
      <td class="number">${money(jsonNumber(open))}</td>
      <td class="number amount">${field({ name: `apply.${kind}.${text(record.Id)}`, label: `Amount on ${name}`, type: 'number', value: applied, hidden: true })}</td>
    </tr>`;
  });
  return html`<form method="post" action="${action}" class="card" aria-label="${payment ? 'Edit payment' : 'New payment'}">
    <div class="grid">
      ${field({ name: 'total', label: 'Amount received', type: 'number', value: text(payment?.TotalAmt) })}
      ${field({ name: 'date', label: 'Payment date', type: 'date', value: textOf(payment?.TxnDate) ?? today })}
      ${select({ name: 'account', label: 'Deposit to', value: refOf(payment?.DepositToAccountRef), choices: choices.accounts })}
      ${select({ name: 'method', label: 'Payment method', value: refOf(payment?.PaymentMethodRef), choices: [none, ...choices.methods] })}
      ${field({ name: 'reference', label: 'Reference number', value: text(payment?.PaymentRefNum) })}
      ${field({ name: 'memo', label: 'Memo', value: text(payment?.PrivateNote) })}
    </div>
    <h2>What it pays</h2>
    ${
      rows.length === 0
        ? html`<p>The customer has no open invoice and no credit. All of it stays unapplied.</p>`
        : html`<table class="pays">
            <thead><tr>${heads(['Document', 'Date', 'Total#', 'Open#', 'Amount#'])}</tr></thead>
            <tbody>${rows}</tbody>
          </table>`
    }
    <p class="soft">${
      payment
        ? 'A changed amount received is applied to the same invoice where it is all on one.'
        : 'Without an amount received it is what the invoices take and the credits do not give.'
    } The rest stays unapplied.</p>
    <div class="actions"><button class="main">Save${payment ? '' : ' payment'}</button></div>
  </form>`;
}

/** The invoices and credits of a customer that are open, or that this payment is on. */
export function openDocuments(
  list: (entity: Kind) => readonly JsonObject[],
  { customer, payment }: { customer: string; payment: JsonObject | undefined },
): OpenDocument[] {
  return (['Invoice', 'CreditMemo'] as const).flatMap((kind) =>
    list(kind)
      .filter((record) => {
        if (appliedTo(payment, kind, text(record.Id)) !== '') return true;
        return refOf(record.CustomerRef) === customer && amountIn(record.Balance).gt(0);
      })
      .map((record) => ({ kind, record })),
  );
}

function appliedTo(payment: JsonObject | undefined, kind: Kind, id: string): string {
  const amounts = objectsOf(payment?.Line)
    .filter((line) => objectsOf(line.LinkedTxn).some((link) => link.TxnId === id && link.TxnType === kind))
    .map((line) => amountIn(line.Amount));
  return amounts.length === 0 ? '' : sum(amounts).toFixed(2);
}

type Form = Record<string, string>;

function linesIn(form: Form): JsonObject[] {
  return Object.entries(form).flatMap(([name, value]) => {
    const [apply, TxnType = '', TxnId = ''] = name.split('.');
    if (apply !== 'apply' || value === '' || Number(value) === 0) return [];
    return [{ Amount: Number(value), LinkedTxn: [{ TxnId, TxnType }] }];
  });
}

export function newPayment(customer: string, form: Form): JsonObject {
  const Line = linesIn(form);
  const signed = Line.map((line) =>
    amountIn(line.Amount).times(objectsOf(line.LinkedTxn)[0]?.TxnType === 'CreditMemo' ? -1 : 1),
  );
  const body: JsonObject = {
    CustomerRef: { value: customer },
    TotalAmt: form.total ? Number(form.total) : jsonNumber(sum(signed)),
    Line,
  };
  return { ...body, ...header(form) };
}

function header(form: Form): JsonObject {
  const body: JsonObject = {};
  if (form.date) body.TxnDate = form.date;
  if (form.account) body.DepositToAccountRef = { value: form.account };
  if (form.method) body.PaymentMethodRef = { value: form.method };
  if (form.reference) body.PaymentRefNum = form.reference;
  if (form.memo) body.PrivateNote = form.memo;
  return body;
}

/** Only what differs is sent. Lines that the form left alone follow a changed total where they are one that was whole. */
export function paymentUpdate(payment: JsonObject, form: Form): JsonObject {
  const body: JsonObject = { Id: payment.Id };
  const before = objectsOf(payment.Line).map(({ Amount, LinkedTxn }) => ({ Amount, LinkedTxn }));
  const unnamed = before.filter((line) => objectsOf(line.LinkedTxn)[0]?.TxnType === 'JournalEntry');
  const sent = [...linesIn(form), ...unnamed];
  const moved = !sameLines(before, sent);
  if (moved) body.Line = sent;
  const total = Number(form.total);
  if (form.total && total !== payment.TotalAmt) {
    body.TotalAmt = total;
    const [only, ...others] = before;
    const whole = others.length === 0 && only !== undefined && only.Amount === payment.TotalAmt;
    if (!moved) body.Line = whole ? [{ Amount: total, LinkedTxn: only.LinkedTxn }] : before;
  }
  if (form.date && form.date !== textOf(payment.TxnDate)) body.TxnDate = form.date;
  if (form.account && form.account !== refOf(payment.DepositToAccountRef)) {
    body.DepositToAccountRef = { value: form.account };
  }
  if ((form.method ?? '') !== (refOf(payment.PaymentMethodRef) ?? '')) {
    body.PaymentMethodRef = form.method ? { value: form.method } : null;
  }
  if (form.reference !== (textOf(payment.PaymentRefNum) ?? '')) body.PaymentRefNum = form.reference || null;
  if (form.memo !== (textOf(payment.PrivateNote) ?? '')) body.PrivateNote = form.memo || null;
  return body;
}

function sameLines(before: readonly JsonObject[], sent: readonly JsonObject[]): boolean {
  const key = (line: JsonObject) => {
    const link = objectsOf(line.LinkedTxn)[0];
    return `${text(link?.TxnType)} ${text(link?.TxnId)} ${amountIn(line.Amount).toFixed(2)}`;
  };
  return before.map(key).sort().join() === sent.map(key).sort().join();
}
