/** Turns the edit form of an invoice into an update, as a person's edit on QuickBooks' page would be. */
import { decimal } from '../../base/decimal.ts';
import { cents, jsonNumber } from '../amount.ts';
import { type Json, type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';

export type Form = Record<string, string>;

/** Only what differs from the stored invoice is sent; lines are sent all together when one of them differs. */
export function invoiceUpdate(invoice: JsonObject, form: Form): JsonObject {
  const body: JsonObject = { Id: invoice.Id };
  for (const property of ['DocNumber', 'TxnDate', 'DueDate']) {
    const value = form[property] ?? '';
    if (value !== (textOf(invoice[property]) ?? '')) body[property] = value === '' ? null : value;
  }
  const memo = form.memo ?? '';
  if (memo !== (textOf(objectOf(invoice.CustomerMemo)?.value) ?? '')) {
    body.CustomerMemo = memo === '' ? null : { value: memo };
  }
  const before = objectsOf(invoice.Line).filter((line) => line.DetailType !== 'SubTotalLineDetail');
  const kept = inPlaces(before, form)
    .map((line) => editedLine(line, form))
    .filter((line) => line !== undefined);
  const lines = [...kept, ...addedLines(form)];
  if (JSON.stringify(lines) !== JSON.stringify(before)) {
    body.Line = lines;
    body.TxnTaxDetail = keptTaxCode(invoice);
  }
  return body;
}

/** Tax is computed anew; the tax group that was chosen stays. */
function keptTaxCode(invoice: JsonObject): Json {
  const code = objectOf(invoice.TxnTaxDetail)?.TxnTaxCodeRef;
  return code === undefined ? {} : { TxnTaxCodeRef: code };
}

/** Lines in the order of the places that the form gives them; a line without one stays behind them. */
function inPlaces(lines: readonly JsonObject[], form: Form): JsonObject[] {
  const place = (line: JsonObject) => Number(form[`place.${textOf(line.Id)}`] || Number.POSITIVE_INFINITY);
  const moved = lines.some((line, index) => index > 0 && place(lines[index - 1] ?? line) > place(line));
  return moved ? [...lines].sort((one, other) => place(one) - place(other) || 0) : [...lines];
}

/** `undefined`: removed. A line that the form did not touch comes back as it was. */
function editedLine(line: JsonObject, form: Form): JsonObject | undefined {
  const id = textOf(line.Id);
  if (id === undefined) return line; // The discount.
  if (form[`remove.${id}`] === '1') return undefined;
  const sale = objectOf(line.SalesItemLineDetail);
  const next: JsonObject = { ...line };
  const description = form[`description.${id}`];
  if (description !== undefined && description !== (textOf(line.Description) ?? '')) {
    next.Description = description === '' ? undefined : description;
  }
  if (!sale) return next;
  const values = { quantity: form[`quantity.${id}`], price: form[`price.${id}`], amount: form[`amount.${id}`] };
  const tax = form[`tax.${id}`];
  const former = {
    quantity: shown(sale.Qty),
    price: shown(sale.UnitPrice),
    amount: shown(sale.TaxInclusiveAmt ?? line.Amount),
  };
  const same = Object.entries(values).every(
    ([name, value]) => value === undefined || value === former[name as keyof typeof former],
  );
  const sameTax = tax === undefined || tax === textOf(objectOf(sale.TaxCodeRef)?.value);
  if (same && sameTax) return next;
  return {
    ...next,
    ...pricedLine({ ...former, ...defined(values) }, { ...sale, TaxCodeRef: tax ? { value: tax } : sale.TaxCodeRef }),
  };
}

function addedLines(form: Form): JsonObject[] {
  const item = form['item.new'];
  if (!item) return [];
  const values = {
    quantity: form['quantity.new'] || '1',
    price: form['price.new'] ?? '',
    amount: form['amount.new'] ?? '',
  };
  const tax = form['tax.new'];
  const detail: JsonObject = { ItemRef: { value: item } };
  if (tax) detail.TaxCodeRef = { value: tax };
  const line: JsonObject = { DetailType: 'SalesItemLineDetail', ...pricedLine(values, detail) };
  if (form['description.new']) line.Description = form['description.new'];
  return [line];
}

interface Values {
  quantity: string;
  price: string;
  amount: string;
}

/** Quantity times price is the amount where both are there; prices that include tax stay gross. */
function pricedLine(values: Values, detail: JsonObject): JsonObject {
  const both = values.quantity !== '' && values.price !== '';
  const amount = both
    ? cents(decimal(values.quantity).times(decimal(values.price)))
    : cents(decimal(values.amount || '0'));
  const next: JsonObject = {
    ...detail,
    Qty: values.quantity === '' ? undefined : Number(values.quantity),
    UnitPrice: values.price === '' ? undefined : Number(values.price),
  };
  if (detail.TaxInclusiveAmt !== undefined) next.TaxInclusiveAmt = jsonNumber(amount);
  return { Amount: jsonNumber(amount), SalesItemLineDetail: next };
}

function shown(value: Json | undefined): string {
  return typeof value === 'number' ? String(value) : '';
}

function defined(values: Record<keyof Values, string | undefined>): Partial<Values> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
