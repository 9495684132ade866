/** Small pieces that the pages share: money, status words, fields and button forms. */
import { html } from 'hono/html';
import { amountText } from '../../base/decimal.ts';
import { amountIn } from '../amount.ts';
import { type Json, type JsonObject, objectOf, textOf } from '../json.ts';
import { isVoided } from '../rules/voiding.ts';
import type { Html } from './layout.ts';

export function money(value: Json | undefined): string {
  const [whole = '', cents = ''] = amountText(amountIn(value), 2).split('.');
  return `${whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')}.${cents}`;
}

export function text(value: Json | undefined): string {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : (textOf(value) ?? '');
}

export function nameIn(value: Json | undefined): string {
  const reference = objectOf(value);
  return textOf(reference?.name) ?? textOf(reference?.value) ?? '';
}

export function invoiceStatus(invoice: JsonObject, today: string): string {
  if (isVoided(invoice)) return 'Voided';
  const balance = amountIn(invoice.Balance);
  if (balance.eq(0)) return 'Paid';
  if (text(invoice.DueDate) < today) return 'Overdue';
  return balance.lt(amountIn(invoice.TotalAmt)) ? 'Partly paid' : 'Open';
}

/** Table head cells; a name that ends with `#` is a column of numbers. */
export function heads(names: readonly string[]): Html[] {
  return names.map((name) =>
    name.endsWith('#')
      ? html`<th scope="col" class="number">${name.slice(0, -1)}</th>`
      : html`<th scope="col">${name}</th>`,
  );
}

export interface FieldOptions {
  name: string;
  label: string;
  value?: string;
  type?: 'text' | 'date' | 'number' | 'url';
  /** For tables: the label is read aloud, not shown. */
  hidden?: boolean;
}

export function field({ name, label, value = '', type = 'text', hidden = false }: FieldOptions): Html {
  const step = type === 'number' ? 'any' : undefined;
  if (hidden)
    return html`<input name="${name}" type="${type}" step="${step ?? ''}" value="${value}" aria-label="${label}" />`;
  return html`<label>${label}<input name="${name}" type="${type}" step="${step ?? ''}" value="${value}" /></label>`;
}

export function select(options: {
  name: string;
  label: string;
  value?: string | undefined;
  choices: readonly { value: string; name: string }[];
  hidden?: boolean;
}): Html {
  const choices = options.choices.map((choice) =>
    choice.value === options.value
      ? html`<option value="${choice.value}" selected>${choice.name}</option>`
      : html`<option value="${choice.value}">${choice.name}</option>`,
  );
  if (options.hidden) return html`<select name="${options.name}" aria-label="${options.label}">${choices}</select>`;
  return html`<label>${options.label}<select name="${options.name}">${choices}</select></label>`;
}

/** A button that does one thing. */
export function act(options: { action: string; name: string; danger?: boolean; value?: string }): Html {
  return html`<form method="post" action="${options.action}">
    <input type="hidden" name="value" value="${options.value ?? ''}" />
    <button class="${options.danger ? 'danger' : ''}">${options.name}</button>
  </form>`;
}
