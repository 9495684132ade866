/** Taxes case by case: what each kind of QuickBooks company computes is predicted before, compared after, and told. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tax } from '../../src/contract/catalog.ts';
import type { Invoice } from '../../src/contract/invoices.ts';
import { type Accountant, accountant } from '../kit/accountant.ts';
import { makeInvoice, moveTo, openShop, reread, type Shop } from '../kit/shop.ts';
import { startWorld, type World } from '../kit/world.ts';

let world: World;
let shop: Shop;
let books: Accountant;

const settings = (more: object) => world.api.put('/integrations/quickbooks/settings', { ...shop.settings, ...more });
const newTax = (name: string, rate: string, more: object = {}) =>
  world.api.post<Tax>('/taxes', { name, code: name, rate, ...more });
const line = (unitPrice: string, taxIds: string[], more: object = {}) => ({ name: 'Part', unitPrice, taxIds, ...more });

/** Sends it and answers what became of it. */
async function sent(lines: object[], more: object = {}): Promise<Invoice> {
  const made = await makeInvoice(world, shop, { lines, ...more });
  await moveTo(world, made, shop.statuses.in_progress);
  await world.settle();
  return reread(world, made);
}

const codes = async (invoice: Invoice) => (await books.issues(invoice)).map(({ code }) => code);

describe('United States, manual', () => {
  let city: Tax;
  let state: Tax;
  beforeAll(async () => {
    world = await startWorld();
    shop = await openShop(world);
    books = accountant(world, shop);
    state = await newTax('AZ state', '7.1');
    city = await newTax('Tucson city', '2');
    const rows = [...(shop.settings.taxes ?? []), { taxIds: [state.id, city.id], quickBooksTaxCode: 'Tucson' }];
    shop.settings = { ...shop.settings, taxes: rows };
    await settings({});
  });
  afterAll(() => world.stop());

  test('4.2 two shop taxes that stand together are one code with two rates, each rounded for itself', async () => {
    const made = await sent([line('33.33', [state.id, city.id]), line('0.99', [state.id, city.id])]);
    await books.agree(made);
    expect(books.there(made)).toMatchObject({ TxnTaxDetail: { TxnTaxCodeRef: { value: '3' }, TotalTax: 3.13 } });
  });

  test('4.3 two codes on one invoice are held', async () => {
    const made = await sent([line('10', [shop.tax.id]), line('10', [state.id, city.id])]);
    expect(made.sync).toMatchObject({ state: 'held', quickBooksId: null });
    expect(await codes(made)).toEqual(['several_us_taxes']);
  });

  test('4.17 a tax that is not mapped is sent untaxed where the company chose that, and the difference stays told', async () => {
    const other = await newTax('Tourism', '5');
    await settings({ unmappedTax: 'send_untaxed' });
    const made = await sent([line('100', [other.id])]);
    expect(made).toMatchObject({ total: '105.00', sync: { state: 'held' } });
    expect(books.there(made)).toMatchObject({ TotalAmt: 100 });
    expect(await codes(made)).toEqual(['total_mismatch']);
    await settings({});
  });

  test('4.18 a rate that differs there is seen before anything is written', async () => {
    const wrong = await newTax('Old rate', '7.5');
    await settings({ taxes: [{ taxId: wrong.id, quickBooksTaxCode: 'California' }] });
    world.simulator.control.resetRequests();
    const made = await sent([line('100', [wrong.id])]);
    expect(made.sync.state).toBe('held');
    expect(books.written()).toEqual([]);
    const [issue] = await books.issues(made);
    expect(issue).toMatchObject({ code: 'total_mismatch' });
    expect(issue?.explanation).toContain('107.50');
    expect(issue?.explanation).toContain('108');
    await settings({});
  });

  test('4.19 a total that comes out otherwise there is told after the write, with both figures', async () => {
    world.simulator.control.setSwitches(shop.realmId, { taxRounding: 'line' });
    const made = await sent([1, 2, 3].map(() => line('0.07', [shop.tax.id])));
    expect(made).toMatchObject({ total: '0.23', sync: { state: 'held' } });
    expect(books.there(made)).toMatchObject({ TotalAmt: 0.24 });
    expect(await codes(made)).toEqual(['total_mismatch']);
    world.simulator.control.setSwitches(shop.realmId, { taxRounding: 'kind' });
  });

  test('4.28 a discount of more than there was: an edit there takes over what counted', async () => {
    const made = await sent([line('10', [shop.tax.id])], { discount: { type: 'amount', value: '25' } });
    expect(made.total).toBe('0.00');
    const [one] = books.linesOf(made);
    books.editLines(made, [
      { ...one, Amount: 30, SalesItemLineDetail: { ...one?.SalesItemLineDetail, UnitPrice: 30 } },
    ]);
    await world.settle();
    expect((await reread(world, made)).discount).toEqual({ type: 'amount', value: '10' });
    await books.agree(made);
  });

  test('4.20 a discount that the accountant puts after the tax is told as a difference', async () => {
    const made = await sent([line('100', [shop.tax.id])], { discount: { type: 'percent', value: '10' } });
    await books.agree(made);
    books.edit(made, { ApplyTaxAfterDiscount: false, Line: books.there(made)?.Line });
    await world.settle();
    expect(books.there(made)).toMatchObject({ TotalAmt: 98 });
    expect(await reread(world, made)).toMatchObject({ total: '97.20' });
    expect(await codes(made)).toEqual(['total_mismatch']);
  });

  test('4.21 another code there is the shop tax of its row; one without a row holds the edit', async () => {
    const made = await sent([line('100', [shop.tax.id])]);
    books.edit(made, { TxnTaxDetail: { TxnTaxCodeRef: { value: '3' } } });
    await world.settle();
    expect((await reread(world, made)).lines[0]?.taxIds).toEqual([state.id, city.id]);
    await books.agree(made);
    books.edit(made, { TxnTaxDetail: { TxnTaxCodeRef: { value: '5' } }, CustomerMemo: { value: 'San Mateo' } });
    await world.settle();
    expect(await codes(made)).toEqual(['unmapped_tax']);
    expect(await reread(world, made)).toMatchObject({ comment: null, total: '109.10', sync: { state: 'held' } });
  });

  test('4.23 a tax on tax, which no code of QuickBooks says, is held', async () => {
    const onTop = await newTax('On top', '2', { compound: true });
    await settings({ taxes: [{ taxIds: [state.id, onTop.id], quickBooksTaxCode: 'Tucson' }] });
    const made = await sent([line('1000', [state.id, onTop.id])]);
    expect(made).toMatchObject({ total: '1092.42', sync: { state: 'held', quickBooksId: null } });
    expect(await codes(made)).toEqual(['total_mismatch']);
    await settings({});
  });
});

describe('United States, automated', () => {
  beforeAll(async () => {
    world = await startWorld();
    shop = await openShop(world, { kind: 'us-automated-tax', taxCode: 'TAX' });
    books = accountant(world, shop);
  });
  afterAll(() => world.stop());

  test('4.4 where QuickBooks’ tax counts, its difference is a line of the shop’s invoice, not an edit', async () => {
    const made = await sent([line('100', [shop.tax.id])]);
    const there = books.there(made);
    expect(Number(made.total)).toBe(there?.TotalAmt);
    expect(made.lines.map((one) => one.name)).toEqual(['Part', 'Tax as QuickBooks has it']);
    expect(made.status.id).toBe(shop.statuses.in_progress.id);
    await books.agree(made);
    await world.api.patch(`/invoices/${made.id}`, { lines: [{ id: made.lines[0]?.id, quantity: '2' }] });
    await world.settle();
    expect(books.linesOf(made).length).toBe(1);
    await books.agree(made);
  });

  test('4.5 untaxed lines are predicted to the cent, and the code that the engine chooses is no edit', async () => {
    const made = await sent([line('100', [])]);
    expect(made).toMatchObject({ total: '100.00', sync: { state: 'synced' } });
    world.simulator.control.resetRequests();
    await world.api.post(`/invoices/${made.id}/sync`);
    await world.settle();
    expect(books.written()).toEqual([]);
    await books.agree(made);
  });

  test('4.6 a tax that the accountant overrides there moves the correction here', async () => {
    const made = await sent([line('100', [shop.tax.id])]);
    books.edit(made, { TxnTaxDetail: { TotalTax: 5 }, Line: books.there(made)?.Line });
    await world.settle();
    expect((await reread(world, made)).total).toBe('105.00');
    await books.agree(made);
  });
});

describe('elsewhere', () => {
  let reduced: Tax;
  let inclusive: Tax;
  beforeAll(async () => {
    world = await startWorld({ country: 'GB', currency: 'GBP', timeZone: 'Europe/London' });
    shop = await openShop(world, { kind: 'uk', taxRate: '20', taxCode: '20.0% S' });
    books = accountant(world, shop);
    reduced = await newTax('Reduced', '5');
    inclusive = await newTax('VAT incl.', '20', { inclusive: true });
    const zero = await newTax('Outside the scope', '0');
    shop.settings = {
      ...shop.settings,
      taxes: [
        ...(shop.settings.taxes ?? []),
        { taxId: reduced.id, quickBooksTaxCode: '5.0% R' },
        { taxId: zero.id, quickBooksTaxCode: 'No VAT' },
      ],
    };
    outside = zero;
    await settings({});
  });
  afterAll(() => world.stop());
  let outside: Tax;

  test('4.9 each line names its own code', async () => {
    const made = await sent([line('19.99', [shop.tax.id]), line('9.95', [reduced.id]), line('3', [outside.id])]);
    expect(books.linesOf(made).map((one) => one.SalesItemLineDetail?.TaxCodeRef?.value)).toEqual(['6', '7', '4']);
    await books.agree(made);
  });

  test('4.12 a line without tax is held until a code for untaxed lines is chosen, then goes by itself', async () => {
    const made = await sent([line('10', [])]);
    expect(await codes(made)).toEqual(['unmapped_tax']);
    await settings({ untaxedQuickBooksTaxCode: 'Exempt' });
    await world.settle();
    expect(books.linesOf(await reread(world, made))[0]?.SalesItemLineDetail?.TaxCodeRef?.value).toBe('9');
    await books.agree(made);
    await settings({});
  });

  test('4.13 a document outside the scope of tax has none', async () => {
    const made = await sent([line('10', [outside.id]), line('5.55', [outside.id])]);
    expect(books.there(made)).toMatchObject({ TotalAmt: 15.55, TxnTaxDetail: { TotalTax: 0 } });
    await books.agree(made);
  });

  test('4.14 rounding per line and over the document both come out as the shop says', async () => {
    const lines = [1, 2, 3, 4].map(() => line('0.13', [shop.tax.id]));
    await world.api.patch('/company', { taxRounding: 'line' });
    const perLine = await sent(lines);
    expect(perLine.taxTotal).toBe('0.12');
    await world.api.patch('/company', { taxRounding: 'document' });
    const overAll = await sent(lines);
    expect(overAll.taxTotal).toBe('0.10');
    await books.agree(perLine, overAll);
  });

  test('4.26 a line that is added there leaves the tax as it was by chance: the shop takes that tax', async () => {
    const made = await sent(['0.02', '65.55', '900'].map((price) => line(price, [shop.tax.id])));
    expect(made.taxTotal).toBe('193.11');
    const lines = books.linesOf(made);
    const { Id: _id, ...added } = lines[0] ?? {};
    books.edit(made, { Line: [...lines, added], TxnTaxDetail: { TotalTax: 193.11 } });
    await world.settle();
    const here = await reread(world, made);
    expect(here.lines).toHaveLength(5); // With the correction of a cent.
    expect(here).toMatchObject({ total: '1158.70', sync: { state: 'synced' } });
    await books.agree(made);
  });

  test('4.11 lines with and without contained tax go net, tax excluded', async () => {
    await settings({
      taxes: [
        { taxId: inclusive.id, quickBooksTaxCode: '20.0% S' },
        { taxId: reduced.id, quickBooksTaxCode: '5.0% R' },
      ],
    });
    const made = await sent([line('12', [inclusive.id], { quantity: '3' }), line('9.95', [reduced.id])]);
    expect(books.there(made)).toMatchObject({ GlobalTaxCalculation: 'TaxExcluded' });
    expect(books.linesOf(made).map((one) => one.Amount)).toEqual([30, 9.95]);
    await books.agree(made);
    await settings({});
  });

  test('4.22 another code for a line there is the shop tax of its row', async () => {
    const made = await sent([line('100', [shop.tax.id])]);
    const [one] = books.linesOf(made);
    books.editLines(made, [
      { ...one, SalesItemLineDetail: { ...one?.SalesItemLineDetail, TaxCodeRef: { value: '7' } } },
    ]);
    await world.settle();
    expect(await reread(world, made)).toMatchObject({ total: '105.00', lines: [{ taxIds: [reduced.id] }] });
    await books.agree(made);
  });

  test('4.25 a tax that the accountant corrects by a cent comes here, outlives what the shop changes beside it, and ends with its lines', async () => {
    const made = await sent([line('19.99', [shop.tax.id])]);
    const correct = (amount: number) => {
      const tax = books.there(made)?.TxnTaxDetail as { TaxLine: object[] } | undefined;
      books.edit(made, { TxnTaxDetail: { TotalTax: amount, TaxLine: [{ ...tax?.TaxLine[0], Amount: amount }] } });
    };
    correct(3.99);
    await world.settle();
    expect(await reread(world, made)).toMatchObject({ total: '23.98', lines: [{}, { unitPrice: '-0.01' }] });
    await books.agree(made);

    await world.api.patch(`/invoices/${made.id}`, { comment: 'Ready on Friday' });
    await world.settle();
    expect(books.there(made)).toMatchObject({ TotalAmt: 23.98, CustomerMemo: { value: 'Ready on Friday' } });
    await books.agree(made);

    const [first, correction] = (await reread(world, made)).lines;
    await world.api.patch(`/invoices/${made.id}`, {
      lines: [{ id: first?.id, unitPrice: '29.99' }, { id: correction?.id }],
    });
    await world.settle();
    expect(books.there(made)).toMatchObject({ TotalAmt: 35.99 });
    expect((await reread(world, made)).lines).toHaveLength(1);
    await books.agree(made);

    correct(3.01);
    await world.settle();
    expect(await codes(made)).toEqual(['total_mismatch']);
  });

  test('4.25 a correction stands as it is while the invoice is edited; what is made of it is sold, and a price below zero is nobody’s to write', async () => {
    const made = await sent([line('19.99', [shop.tax.id])]);
    const tax = books.there(made)?.TxnTaxDetail as { TaxLine: object[] } | undefined;
    books.edit(made, { TxnTaxDetail: { TotalTax: 3.99, TaxLine: [{ ...tax?.TaxLine[0], Amount: 3.99 }] } });
    await world.settle();
    const asShown = async () =>
      (await reread(world, made)).lines.map(({ amount: _amount, taxTotal: _tax, kind: _kind, ...shown }) => shown);
    const [first, correction] = await asShown();
    await world.api.patch(`/invoices/${made.id}`, { comment: 'Both sides', lines: [first, correction] });
    await world.settle();
    expect((await reread(world, made)).lines).toMatchObject([{}, { kind: 'tax_adjustment', unitPrice: '-0.01' }]);
    expect(books.linesOf(made)).toHaveLength(1);
    await books.agree(made);

    const lower = [{ ...first, unitPrice: '-5' }, correction];
    const refused = await world.api.call('PATCH', `/invoices/${made.id}`, { lines: lower });
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ path: 'lines.0.unitPrice' }] } });

    const sold = { id: correction?.id, name: 'Cleaning', unitPrice: '4.00', taxIds: [shop.tax.id] };
    await world.api.patch(`/invoices/${made.id}`, { lines: [first, sold] });
    await world.settle();
    expect(books.linesOf(made)).toMatchObject([{ Amount: 19.99 }, { Amount: 4 }]);
    expect((await reread(world, made)).lines.map(({ kind }) => kind)).toEqual([undefined, undefined]);
    await books.agree(made);
  });

  test('4.25 a correction goes with a new line of the shop, also where a price that contained its tax is a cent off by itself', async () => {
    await settings({
      taxes: [
        { taxId: shop.tax.id, quickBooksTaxCode: '20.0% S' },
        { taxId: inclusive.id, quickBooksTaxCode: '20.0% S' },
      ],
    });
    const made = await sent([line('188.25', [shop.tax.id]), { ...line('90', [inclusive.id]), quantity: '0.333' }]);
    const tax = books.there(made)?.TxnTaxDetail as { TotalTax: number; TaxLine: object[] };
    const amount = Number((tax.TotalTax + 0.01).toFixed(2));
    books.edit(made, { TxnTaxDetail: { TotalTax: amount, TaxLine: [{ ...tax.TaxLine[0], Amount: amount }] } });
    await world.settle();
    const corrected = await reread(world, made);
    expect(corrected.lines).toMatchObject([{}, {}, { kind: 'tax_adjustment', unitPrice: '0.01' }]);
    await books.agree(made);
    await world.api.patch(`/invoices/${made.id}`, {
      lines: [...corrected.lines.map(({ id }) => ({ id })), line('59.92', [shop.tax.id])],
    });
    await world.settle();
    expect((await reread(world, made)).lines.map(({ kind }) => kind)).toEqual([undefined, undefined, undefined]);
    await books.agree(made);
  });

  test('4.27 prices that contain their tax, discounted here and there: no discount counts twice, and none is lost', async () => {
    await settings({ taxes: [{ taxId: inclusive.id, quickBooksTaxCode: '20.0% S' }] });
    const made = await sent([line('120', [inclusive.id]), line('60', [inclusive.id])], {
      discount: { type: 'percent', value: '50' },
    });
    expect(books.linesOf(made).map(({ Amount }) => Amount)).toEqual([50, 25]);
    const discount = {
      DetailType: 'DiscountLineDetail',
      DiscountLineDetail: { PercentBased: true, DiscountPercent: 10 },
    };
    books.edit(made, { Line: [...books.linesOf(made), discount], ApplyTaxAfterDiscount: true });
    await world.settle();
    expect(books.there(made)).toMatchObject({ TotalAmt: 81 });
    expect(await reread(world, made)).toMatchObject({ total: '81.00', discount: { type: 'percent', value: '10' } });

    const [first, second] = (await reread(world, made)).lines;
    await world.api.patch(`/invoices/${made.id}`, {
      lines: [{ id: first?.id, description: 'As agreed' }, { id: second?.id }],
    });
    await world.settle();
    expect(books.there(made)).toMatchObject({ TotalAmt: 81 });
    expect(books.linesOf(made).map(({ Amount }) => Amount)).toEqual([45, 22.5]);

    const [one, other] = books.linesOf(made);
    books.editLines(made, [
      { ...one, Amount: 60, SalesItemLineDetail: { ...one?.SalesItemLineDetail, UnitPrice: 60 } },
      other ?? {},
    ]);
    await world.settle();
    expect(await reread(world, made)).toMatchObject({ total: '99.00', discount: null });
    expect(await codes(made)).toEqual([]);
    await settings({});
  });

  test('4.27 an amount that is taken off there, before tax, is more on prices that contain their tax', async () => {
    await settings({ taxes: [{ taxId: inclusive.id, quickBooksTaxCode: '20.0% S' }] });
    const made = await sent([line('120', [inclusive.id]), line('60', [inclusive.id])]);
    const discount = { DetailType: 'DiscountLineDetail', Amount: 15, DiscountLineDetail: { PercentBased: false } };
    books.edit(made, { Line: [...books.linesOf(made), discount], ApplyTaxAfterDiscount: true });
    await world.settle();
    expect(books.there(made)).toMatchObject({ TotalAmt: 162 });
    expect(await reread(world, made)).toMatchObject({ total: '162.00', discount: { type: 'amount', value: '18' } });
    await books.agree(made);
    await settings({});
  });

  test('4.15 prices that the accountant enters with their tax come net, to the same total', async () => {
    const made = await sent([line('100', [shop.tax.id])]);
    const [one] = books.linesOf(made);
    const detail = { ...one?.SalesItemLineDetail, TaxInclusiveAmt: 60, Qty: 1, UnitPrice: 60 };
    books.edit(made, {
      GlobalTaxCalculation: 'TaxInclusive',
      Line: [{ ...one, Amount: 60, SalesItemLineDetail: detail }] as never,
    });
    await world.settle();
    const here = await reread(world, made);
    expect(here).toMatchObject({ total: '60.00', taxTotal: '10.00' });
    expect(books.there(made)).toMatchObject({ TotalAmt: 60 });
    expect(await codes(made)).toEqual([]);
    await world.api.patch(`/invoices/${made.id}`, { lines: [{ id: here.lines[0]?.id }, line('10', [reduced.id])] });
    await world.settle();
    expect(books.linesOf(made).map(({ Amount }) => Amount)).toEqual([50, 10]);
    await books.agree(made);
  });
});
