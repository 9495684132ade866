/** What the forms of new sales do: show, give more lines, create. A refused form keeps what was typed. */
import { decimal } from '../../base/decimal.ts';
import { cents, jsonNumber } from '../amount.ts';
import type { Control } from '../control.ts';
import { type JsonObject, refOf, textOf } from '../json.ts';
import type { Company } from '../state/company.ts';
import { notFound } from '../wire/fault.ts';
import { choice, choices } from './choices.ts';
import type { Pages } from './company-pages.ts';
import { readForm, redirectDone, refusal, show } from './form.ts';
import type { Form } from './invoice-form.ts';
import { type NewSale, newSalePage, rowsOf, type SaleKind, saleKinds } from './new-sale.ts';

export function saleRoutes({ app, control, place, today }: Pages): void {
  const kindOf = (path: string) => {
    const kind = saleKinds.find((candidate) => candidate.path === path);
    if (!kind) throw notFound();
    return kind;
  };
  const pageOf = (company: Company, kind: SaleKind, form: Form): NewSale => ({
    company,
    kind,
    form,
    choices: choices(control, company.realmId),
    taxGroups: control
      .list(company.realmId, 'TaxCode')
      .filter((code) => code.TaxGroup === true && code.Active !== false)
      .map(choice),
  });
  app.get('/new/:kind', (context) => {
    const { company } = place(context);
    const kind = kindOf(context.req.param('kind'));
    const form = { customer: context.req.query('customer') ?? '', date: today() };
    return show(context, { title: `New ${kind.name}`, company, body: newSalePage(pageOf(company, kind, form)) });
  });
  app.post('/new/:kind', async (context) => {
    const { company, realm, base } = place(context);
    const kind = kindOf(context.req.param('kind'));
    const form = await readForm(context);
    const again = (more: Form, note: { problem?: string }) => {
      const body = newSalePage(pageOf(company, kind, { ...form, ...more }));
      return show(context, { title: `New ${kind.name}`, company, note, body });
    };
    if (form.more) return again({ rows: String(rowsOf(form) + 4) }, {});
    try {
      const body = saleBody(control, company, { kind, form });
      const made = control.act(realm, { entity: kind.entity, operation: 'create', body });
      const id = textOf(made.Id) ?? '';
      const onward = kind.entity === 'Invoice' ? `${base}/invoices/${id}` : `${base}/books/${kind.entity}/${id}`;
      return redirectDone(context, onward, 'Created.');
    } catch (error) {
      return again({}, { problem: refusal(error) });
    }
  });
}

function saleBody(control: Control, company: Company, { kind, form }: { kind: SaleKind; form: Form }): JsonObject {
  const Line = Array.from({ length: rowsOf(form) }, (_, index) => saleLine(control, company, form, index + 1)).flat();
  if (form.discount) {
    const DiscountLineDetail = { PercentBased: true, DiscountPercent: Number(form.discount) };
    Line.push({ DetailType: 'DiscountLineDetail', DiscountLineDetail });
  }
  const body: JsonObject = { CustomerRef: { value: form.customer }, TxnDate: form.date || null, Line };
  if (form.due) body.DueDate = form.due;
  if (form.number) body.DocNumber = form.number;
  if (form.memo) body.CustomerMemo = { value: form.memo };
  if (kind.account !== undefined) body.DepositToAccountRef = { value: form.account };
  if (form.method) body.PaymentMethodRef = { value: form.method };
  if (form.taxGroup) body.TxnTaxDetail = { TxnTaxCodeRef: { value: form.taxGroup } };
  if (form.calculation) body.GlobalTaxCalculation = form.calculation;
  return body;
}

/** One line, or none where no item was chosen. */
function saleLine(control: Control, company: Company, form: Form, number: number): JsonObject[] {
  const value = (name: string) => form[`${name}.${number}`] ?? '';
  if (value('item') === '') return [];
  const item = control.read(company.realmId, 'Item', value('item'));
  const quantity = value('quantity') || '1';
  const price = value('price') || String(item?.UnitPrice ?? 0);
  const tax = value('tax') || ownTax(company, item ?? {});
  const amount = jsonNumber(cents(decimal(quantity).times(decimal(price))));
  const SalesItemLineDetail: JsonObject = {
    ItemRef: { value: value('item') },
    Qty: Number(quantity),
    UnitPrice: Number(price),
  };
  if (tax !== undefined) SalesItemLineDetail.TaxCodeRef = { value: tax };
  if (form.calculation === 'TaxInclusive') SalesItemLineDetail.TaxInclusiveAmt = amount;
  const line: JsonObject = { DetailType: 'SalesItemLineDetail', Amount: amount, SalesItemLineDetail };
  if (value('description') !== '') line.Description = value('description');
  return [line];
}

/** The code that QuickBooks' own form would choose for an item. */
function ownTax(company: Company, item: JsonObject): string | undefined {
  if (company.kind === 'uk') return refOf(item.SalesTaxCodeRef);
  return item.Taxable === true ? 'TAX' : 'NON';
}
