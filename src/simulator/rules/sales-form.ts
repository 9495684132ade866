/** What the sales forms have in common: header, lines, numbers and totals, from a request to stored content. */
import type { PlainDate } from '../../base/clock.ts';
import type { SalesForm } from '../entity.ts';
import { type Json, type JsonObject, objectOf, objectsOf, refOf, textOf } from '../json.ts';
import type { Books, Entry, Internal } from '../state/books.ts';
import type { Calculation } from '../tax/tax-case.ts';
import { businessRule, invalidValue, notModelled, required, rule } from '../wire/fault.ts';
import { formAddress } from './addresses.ts';
import { documentCurrency } from './currency.ts';
import { readDiscount } from './discount.ts';
import { dueBy } from './due-date.ts';
import { type WriteOptions, wishedContent } from './entity-rules.ts';
import { documentNumber } from './numbering.ts';
import { refuseClosedPeriod } from './period.ts';
import { preference, preferences } from './preferences.ts';
import { checkReferences, customerOf } from './references.ts';
import { linesBefore, readSalesLines } from './sales-lines.ts';
import { totalSales } from './sales-total.ts';

export interface SalesDraft {
  form: SalesForm;
  before: Entry | undefined;
  request: JsonObject;
  options: WriteOptions;
}

/** Kept over a full update that does not send them. */
const computed = ['LinkedTxn', 'TotalAmt', 'Balance', 'RemainingCredit', 'ExchangeRate', 'DeliveryInfo', 'CustomField'];

/** A change of one of these makes the totals be computed anew; other sparse updates leave them as they are. */
const pricing = ['Line', 'TxnTaxDetail', 'GlobalTaxCalculation', 'ApplyTaxAfterDiscount', 'CustomerRef', 'ShipAddr'];

export function salesFormContent(books: Books, draft: SalesDraft): { body: JsonObject; internal: Internal } {
  const { form, before, request, options } = draft;
  requireHeader(books, draft);
  const kept = books.switches.fullUpdateKeepsOmitted ? [...computed, 'TxnDate', 'DepositToAccountRef'] : computed;
  const wish = before
    ? wishedContent(before.body, request, { ...options, kept })
    : wishedContent({}, request, { ...options, kept });
  const customer = customerFor(books, { form, wish, before: before?.body });
  checkHeader(books, wish, before?.body);
  const TxnDate = textOf(wish.TxnDate) ?? books.today;
  refuseClosedPeriod(books, [TxnDate, before?.body.TxnDate]);
  const DocNumber = documentNumber(books, {
    form,
    before,
    request,
    sparse: options.sparse,
    allowDuplicate: options.allowDuplicateNumber,
  });
  const addresses = addressesOf(books, draft, customer);
  const priced = pricesOf(books, { ...draft, wish, customer, shipTo: addresses.ShipAddr });
  const body: JsonObject = {
    ...defaults(books, form),
    ...wish,
    ...addresses,
    CustomField: customFields(books, request.CustomField, before?.body.CustomField),
    DocNumber,
    TxnDate,
    ...documentCurrency(books, { wish, partner: customer, date: TxnDate }),
    LinkedTxn: before?.body.LinkedTxn ?? [],
    ...priced.content,
  };
  if (form === 'Invoice') body.DueDate = dueDate(books, { draft, wish, customer, TxnDate });
  return { body, internal: { ...before?.internal, lastLineId: priced.lastLineId } };
}

/** Receipts and refunds may be without a customer. */
const anonymous: readonly SalesForm[] = ['SalesReceipt', 'RefundReceipt'];

function customerFor(
  books: Books,
  { form, wish, before }: { form: SalesForm; wish: JsonObject; before: JsonObject | undefined },
): Entry | undefined {
  if (anonymous.includes(form) && refOf(wish.CustomerRef) === undefined) return undefined;
  return customerOf(books, wish, before);
}

function requireHeader(books: Books, { form, before, request, options }: SalesDraft): void {
  const named = !anonymous.includes(form);
  const needsCustomer = named && (!options.sparse || ('Line' in request && books.switches.sparseLinesNeedCustomer));
  if (needsCustomer && refOf(request.CustomerRef) === undefined) throw required('CustomerRef');
  if ((!before || !options.sparse) && !Array.isArray(request.Line)) throw required('Line');
}

function checkHeader(books: Books, wish: JsonObject, before: JsonObject | undefined): void {
  checkReferences(books, wish, {
    before,
    lists: {
      SalesTermRef: 'Term',
      ClassRef: 'Class',
      DepartmentRef: 'Department',
      DepositToAccountRef: 'Account',
      PaymentMethodRef: 'PaymentMethod',
    },
  });
  if (!preference(books, 'AccountingInfoPrefs', 'TrackDepartments')) delete wish.DepartmentRef;
  if (!preference(books, 'AccountingInfoPrefs', 'ClassTrackingPerTxn')) delete wish.ClassRef;
  const known = ['Payment', 'CreditMemo', 'Estimate', 'Invoice'];
  const links = objectsOf(wish.LinkedTxn).filter((link) => !known.includes(textOf(link.TxnType) ?? ''));
  if (links.length > 0) throw notModelled(`link to ${textOf(links[0]?.TxnType) ?? 'a transaction'}`);
  const email = textOf(objectOf(wish.BillEmail)?.Address);
  if (email !== undefined && !isEmail(email)) throw invalidValue('2210', 'BillEmail', `${email} is no email address.`);
  if (wish.EmailStatus === 'NeedToSend' && email === undefined) throw rule('6420', 'BillEmail is required to send.');
}

/** An @ and a dot after it, as QuickBooks demands. */
export function isEmail(text: string): boolean {
  return text.split(',').every((address) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address.trim()));
}

function defaults(books: Books, form: SalesForm): JsonObject {
  const common = { ApplyTaxAfterDiscount: false, PrintStatus: 'NeedToPrint', EmailStatus: 'NotSet' };
  const online = {
    AllowIPNPayment: false,
    AllowOnlinePayment: false,
    AllowOnlineCreditCardPayment: false,
    AllowOnlineACHPayment: false,
  };
  const global = books.company.kind === 'uk' ? { GlobalTaxCalculation: 'TaxExcluded' } : {};
  if (form === 'Invoice') return { ...online, ...common, ...global };
  return form === 'Estimate' ? { ...common, ...global, TxnStatus: 'Pending' } : { ...common, ...global };
}

function addressesOf(books: Books, { before, request }: SalesDraft, customer: Entry | undefined): JsonObject {
  const changed = before !== undefined && refOf(before.body.CustomerRef) !== customer?.id;
  const one = (property: 'BillAddr' | 'ShipAddr') => {
    if (request[property] === null) return undefined;
    const former = changed ? undefined : objectOf(before?.body[property]);
    return formAddress(books, property, { sent: objectOf(request[property]), before: former, customer });
  };
  return { BillAddr: one('BillAddr'), ShipAddr: one('ShipAddr') };
}

interface Pricing extends SalesDraft {
  wish: JsonObject;
  customer: Entry | undefined;
  shipTo: Json | undefined;
}

function pricesOf(books: Books, form: Pricing): { content: JsonObject; lastLineId: number } {
  const { before, request, wish, options } = form;
  if (before && options.sparse && !pricing.some((property) => property in request)) {
    const { Line, TxnTaxDetail, TotalAmt } = before.body;
    return { content: { Line, TxnTaxDetail, TotalAmt }, lastLineId: before.internal.lastLineId ?? 0 };
  }
  const sent = objectsOf(wish.Line);
  const former = linesBefore(before);
  const { lines, lastLineId } = readSalesLines(books, sent, former);
  const calculation = calculationOf(books, wish);
  const { line, taxDetail, total } = totalSales(books, {
    lines,
    discount: readDiscount(books, sent),
    taxAfterDiscount: wish.ApplyTaxAfterDiscount === true,
    tax: {
      customer: form.customer,
      sent: objectOf(request.TxnTaxDetail),
      before: objectOf(before?.body.TxnTaxDetail),
      shipTo: objectOf(form.shipTo),
      calculation,
    },
  });
  const content: JsonObject = { Line: line, TxnTaxDetail: taxDetail, TotalAmt: Number(total.toFixed()) };
  content.GlobalTaxCalculation = calculation;
  return { content, lastLineId };
}

/** Outside the US alone; absent it is TaxExcluded, or refused where the switch says that it is required. */
function calculationOf(books: Books, wish: JsonObject): Calculation | undefined {
  if (books.company.kind !== 'uk') return undefined;
  const sent = wish.GlobalTaxCalculation;
  if (sent === 'TaxInclusive' || sent === 'NotApplicable' || sent === 'TaxExcluded') return sent;
  if (books.switches.globalTaxCalculationRequired) throw required('GlobalTaxCalculation');
  return 'TaxExcluded';
}

interface DueDateCase {
  draft: SalesDraft;
  wish: JsonObject;
  customer: Entry | undefined;
  TxnDate: PlainDate;
}

/** As sent; as it was; or by the term of the document, of the customer, of the company. */
function dueDate(books: Books, { draft, wish, customer, TxnDate }: DueDateCase): PlainDate {
  const { before, request, options } = draft;
  const sent = textOf(request.DueDate);
  if (sent !== undefined) return sent;
  const former = textOf(before?.body.DueDate);
  const termChanged = refOf(wish.SalesTermRef) !== refOf(before?.body.SalesTermRef);
  if (former !== undefined && options.sparse && request.DueDate === undefined && !termChanged) return former;
  const standard = objectOf(preferences(books).SalesFormsPrefs)?.DefaultTerms;
  const term = refOf(wish.SalesTermRef) ?? refOf(customer?.body.SalesTermRef) ?? refOf(standard);
  return dueBy(books.find('Term', term ?? '')?.body, TxnDate);
}

/** Every field that the company defines comes back, with its value where one was sent. */
function customFields(books: Books, sent: Json | undefined, before: Json | undefined): Json | undefined {
  const defined = objectsOf(objectOf(preferences(books).SalesFormsPrefs)?.CustomField);
  if (defined.length === 0) return undefined;
  const former = new Map(objectsOf(before).map((field) => [textOf(field.DefinitionId), textOf(field.StringValue)]));
  const given = new Map(objectsOf(sent).map((field) => [textOf(field.DefinitionId), textOf(field.StringValue)]));
  for (const id of given.keys()) {
    if (!defined.some((field) => field.DefinitionId === id)) throw businessRule(`Custom field ${id} does not exist.`);
  }
  return defined.map((field) => {
    const id = textOf(field.DefinitionId);
    const value = given.has(id) ? given.get(id) : former.get(id);
    const whole: JsonObject = { DefinitionId: id, Name: field.Name, Type: 'StringType' };
    return value === undefined ? whole : { ...whole, StringValue: value };
  });
}
