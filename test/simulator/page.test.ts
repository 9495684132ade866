/** The accountant's page: what is seen, and what its forms do. */
import { describe, expect, it } from 'vitest';
import { createInvoice, harbor, invoiceOf, type Kit, type Loose, line, northgate, ridge, start } from './kit.ts';

async function see(kit: Kit, path: string): Promise<string> {
  const response = await fetch(kit.simulator.url + path);
  expect(response.status, path).toBe(200);
  return response.text();
}

/** Fills the forms of a page as a browser would: every field as it stands, then the changes. */
async function submit(kit: Kit, page: string, action: string, changes: Record<string, string> = {}): Promise<string> {
  const html = await see(kit, page);
  const form = html.match(new RegExp(`<form[^>]*action="${action.replace('?', '\\?')}"[\\s\\S]*?</form>`))?.[0] ?? '';
  expect(form, `${action} on ${page}`).not.toBe('');
  const body = new URLSearchParams();
  for (const [input] of form.matchAll(/<input[^>]*>/g)) {
    if (!input.includes('checkbox')) body.set(attribute(input, 'name'), attribute(input, 'value'));
  }
  for (const [, name, options] of form.matchAll(/<select name="([^"]+)"[^>]*>([\s\S]*?)<\/select>/g)) {
    const chosen = options?.match(/<option[^>]*selected[^>]*>/)?.[0] ?? options?.match(/<option[^>]*>/)?.[0] ?? '';
    body.set(name ?? '', attribute(chosen, 'value'));
  }
  for (const [name, value] of Object.entries(changes)) body.set(name, value);
  const response = await fetch(kit.simulator.url + action, { method: 'POST', body, redirect: 'manual' });
  expect(response.status).toBe(303);
  return response.headers.get('location') ?? '';
}

function attribute(tag: string, name: string): string {
  return (tag.match(new RegExp(`\\b${name}="([^"]*)"`))?.[1] ?? '').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
}

describe('the page', () => {
  it('says what it is and shows every company', async () => {
    const kit = await start();
    const home = await see(kit, '/');
    for (const text of [
      "Simulated QuickBooks — not Intuit's",
      'Ridge Auto Repair',
      'Harbor Bike Works',
      'Northgate Motors Ltd',
    ]) {
      expect(home.replaceAll('&#39;', "'")).toContain(text);
    }
    for (const tab of ['invoices', 'payments', 'customers', 'items', 'settings'])
      await see(kit, `/companies/${harbor}/${tab}`);
    for (const path of ['/webhooks', '/faults', '/requests']) await see(kit, path);
    await see(kit, `/companies/${ridge}/customers/1`);
    await see(kit, `/companies/${ridge}/items/4`);
  });

  it('escapes what others wrote', async () => {
    const kit = await start();
    await kit.api.post('customer', { DisplayName: '<script>alert(1)</script>' });
    expect(await see(kit, `/companies/${ridge}/customers`)).not.toContain('<script>');
  });

  it('makes invoices as the company taxes them, and every other form of a sale', async () => {
    const kit = await start();
    const { control } = kit.simulator;
    const made = async (realm: string, kind: string, changes: Record<string, string>) => {
      const path = `/companies/${realm}/new/${kind}`;
      const location = await submit(kit, path, path, { 'item.1': '4', 'quantity.1': '2', 'price.1': '50', ...changes });
      const [, address, id = ''] = /([a-zA-Z]+)\/(\d+)\?done=Created/.exec(location) ?? [];
      return control.read(realm, address === 'invoices' ? 'Invoice' : (address ?? ''), id) as Loose;
    };
    const manual = { taxGroup: '2', discount: '10', number: 'S-9', due: '2026-12-24', memo: 'Thanks', 'item.3': '1' };
    expect(await made(ridge, 'invoice', { ...manual, 'price.3': '20', 'tax.3': 'NON' })).toMatchObject({
      DocNumber: 'S-9',
      DueDate: '2026-12-24',
      TxnDate: '2026-09-28',
      CustomerMemo: { value: 'Thanks' },
      TotalAmt: 116, // 120 less 10 %, and 8 % of 100.
    });
    const inclusive = await made(northgate, 'invoice', { calculation: 'TaxInclusive' });
    expect(inclusive).toMatchObject({ TotalAmt: 100, TxnTaxDetail: { TotalTax: 16.67 } });
    expect(await made(northgate, 'invoice', {})).toMatchObject({ TotalAmt: 120 });
    expect((await made(harbor, 'invoice', {})).TotalAmt).toBeGreaterThanOrEqual(100);
    expect(await made(ridge, 'refund-receipt', { account: '35' })).toMatchObject({
      DepositToAccountRef: { value: '35' },
    });
    expect(await made(ridge, 'sales-receipt', { method: '2' })).toMatchObject({ PaymentMethodRef: { value: '2' } });
    expect(await made(ridge, 'estimate', {})).toMatchObject({ TxnStatus: 'Pending', TotalAmt: 108 });
  });

  it('keeps what was typed when a new invoice is refused, or when it gets more lines', async () => {
    const kit = await start();
    const path = `${kit.simulator.url}/companies/${ridge}/new/invoice`;
    const post = async (fields: Record<string, string>) => {
      const response = await fetch(path, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
      return response.status === 200 ? response.text() : `${response.status}`;
    };
    const refused = await post({ customer: '1', date: '2026-09-28', number: 'S-1', memo: 'kept' });
    expect(refused).toContain('2250');
    expect(refused).toContain('value="kept"');
    const longer = await post({ more: '1', rows: '4', customer: '2', 'description.2': 'kept too' });
    expect(longer).toContain('name="item.8"');
    expect(longer).toContain('value="kept too"');
    expect(kit.simulator.control.list(ridge, 'Invoice')).toEqual([]);
    expect((await fetch(`${kit.simulator.url}/companies/${ridge}/new/budget`)).status).toBe(400);
  });

  it('edits memo, due date and lines of an invoice; saving without a change changes nothing', async () => {
    const kit = await start();
    const TxnTaxDetail = { TxnTaxCodeRef: { value: '2' } };
    const body = invoiceOf([line(180, { tax: 'TAX', detail: { Qty: 2, UnitPrice: 90 } }), line(20)], {
      DocNumber: 'S-1',
      TxnTaxDetail,
    });
    const { Id } = await createInvoice(kit.api, body);
    const page = `/companies/${ridge}/invoices/${Id}`;
    expect(await see(kit, `/companies/${ridge}/invoices`)).toContain('214.40');
    await submit(kit, page, page);
    expect(kit.simulator.control.read(ridge, 'Invoice', Id)?.SyncToken).toBe('0');
    const location = await submit(kit, page, page, {
      memo: 'Thanks',
      DueDate: '2026-12-01',
      'quantity.1': '3',
      'remove.2': '1',
    });
    expect(location).toContain('done=');
    const invoice = kit.simulator.control.read(ridge, 'Invoice', Id) as Loose;
    expect(invoice).toMatchObject({
      CustomerMemo: { value: 'Thanks' },
      DueDate: '2026-12-01',
      TotalAmt: 291.6,
      SyncToken: '1',
    });
    expect(invoice.Line[0]).toMatchObject({ Id: '1', Amount: 270, SalesItemLineDetail: { Qty: 3, UnitPrice: 90 } });
    expect(invoice.Line).toHaveLength(2);
    await submit(kit, page, page, { 'item.new': '3', 'price.new': '5', 'quantity.new': '2', 'tax.new': 'NON' });
    expect(kit.simulator.control.read(ridge, 'Invoice', Id)).toMatchObject({ TotalAmt: 301.6 });
  });

  it('edits a document whose prices include tax', async () => {
    const kit = await start({ realm: northgate });
    const detail = { Qty: 2, UnitPrice: 60, TaxInclusiveAmt: 120 };
    const { Id } = await createInvoice(
      kit.api,
      invoiceOf([line(120, { tax: '6', detail })], { GlobalTaxCalculation: 'TaxInclusive' }),
    );
    const page = `/companies/${northgate}/invoices/${Id}`;
    await submit(kit, page, page, { 'quantity.1': '3' });
    expect(kit.simulator.control.read(northgate, 'Invoice', Id)).toMatchObject({
      TotalAmt: 180,
      TxnTaxDetail: { TotalTax: 30 },
    });
  });

  it('receives a payment, then refuses to void it away silently: it becomes a credit', async () => {
    const kit = await start();
    const { Id } = await createInvoice(kit.api, invoiceOf([line(100)]));
    const page = `/companies/${ridge}/invoices/${Id}`;
    const html = await see(kit, page);
    for (const text of [
      'Receive payment',
      '>Save payment</button>',
      '>Void</button>',
      '>Delete</button>',
      '>Save</button>',
    ]) {
      expect(html).toContain(text);
    }
    await submit(kit, page, `${page}/pay`, { amount: '60', account: '35', method: '2', reference: '1234' });
    const [payment] = kit.simulator.control.list(ridge, 'Payment') as Loose[];
    expect(payment).toMatchObject({
      TotalAmt: 60,
      DepositToAccountRef: { value: '35' },
      PaymentRefNum: '1234',
      UnappliedAmt: 0,
    });
    expect(decodeURIComponent(await submit(kit, page, `${page}/pay`, { amount: '60' }))).toContain('problem=6000');
    await submit(kit, page, `${page}/void`);
    expect(kit.simulator.control.read(ridge, 'Invoice', Id)).toMatchObject({ TotalAmt: 0, PrivateNote: 'Voided' });
    expect(kit.simulator.control.read(ridge, 'Payment', payment.Id)).toMatchObject({ UnappliedAmt: 60 });
    expect(await submit(kit, page, `${page}/delete`)).toContain(`/companies/${ridge}/invoices?`);
    expect(kit.simulator.control.list(ridge, 'Invoice')).toEqual([]);
  });

  it('changes, unapplies, voids and deletes payments', async () => {
    const kit = await start();
    const { Id } = await createInvoice(kit.api, invoiceOf([line(100)]));
    const payment = String(kit.simulator.control.payInvoice(ridge, Id, 60).Id);
    const page = `/companies/${ridge}/payments/${payment}`;
    await submit(kit, page, page, { total: '70', reference: 'r' });
    expect(kit.simulator.control.read(ridge, 'Payment', payment)).toMatchObject({
      TotalAmt: 70,
      UnappliedAmt: 0,
      PaymentRefNum: 'r',
    });
    await submit(kit, page, `${page}/unapply`);
    expect(kit.simulator.control.read(ridge, 'Payment', payment)).toMatchObject({ UnappliedAmt: 70 });
    await submit(kit, page, `${page}/void`);
    expect(kit.simulator.control.read(ridge, 'Payment', payment)).toMatchObject({ TotalAmt: 0 });
    await submit(kit, page, `${page}/delete`);
    expect(kit.simulator.control.list(ridge, 'Payment')).toEqual([]);
  });

  it('receives one payment over two invoices and a credit memo, moves it later, and puts it on a deposit', async () => {
    const kit = await start();
    const { control } = kit.simulator;
    const [one, two] = [
      await createInvoice(kit.api, invoiceOf([line(100)])),
      await createInvoice(kit.api, invoiceOf([line(50)])),
    ];
    const credit = `/companies/${ridge}/new/credit-memo`;
    expect(
      await submit(kit, `${credit}?customer=1`, credit, {
        'item.1': '1',
        'price.1': '30',
        number: 'CM-1',
        'tax.1': 'NON',
      }),
    ).toContain('done=');
    const [memo] = control.list(ridge, 'CreditMemo') as Loose[];
    const page = `/companies/${ridge}/payments/new?customer=1`;
    const applied = { [`apply.Invoice.${one.Id}`]: '100', [`apply.Invoice.${two.Id}`]: '10' };
    const all = { ...applied, [`apply.CreditMemo.${memo.Id}`]: '30' };
    expect(decodeURIComponent(await submit(kit, page, page, { ...all, total: '5' }))).toContain('&problem=6000');
    expect(await submit(kit, page, page, { ...all, reference: 'CHQ 7' })).toContain('done=');
    const [made] = control.list(ridge, 'Payment') as Loose[];
    expect(made).toMatchObject({ TotalAmt: 80, UnappliedAmt: 0, PaymentRefNum: 'CHQ 7' });
    const open = (entity: string, id: string) => (control.read(ridge, entity, id) as Loose).Balance;
    expect([open('Invoice', one.Id), open('Invoice', two.Id), open('CreditMemo', memo.Id)]).toEqual([0, 40, 0]);

    const paid = `/companies/${ridge}/payments/${made.Id}`;
    await submit(kit, paid, paid);
    expect(control.read(ridge, 'Payment', made.Id)).toMatchObject({ SyncToken: '0' });
    await submit(kit, paid, paid, { [`apply.Invoice.${one.Id}`]: '60', [`apply.Invoice.${two.Id}`]: '50' });
    expect([open('Invoice', one.Id), open('Invoice', two.Id)]).toEqual([40, 0]);
    await submit(kit, paid, `${paid}/deposit`, { bank: '35' });
    expect(await see(kit, paid)).toContain('It lies in');
    expect(decodeURIComponent(await submit(kit, paid, `${paid}/void`))).toContain('problem=6540');
  });

  it('puts the lines of an invoice in another order, makes customers and merges them', async () => {
    const kit = await start();
    const { control } = kit.simulator;
    const { Id } = await createInvoice(kit.api, invoiceOf([line(10), line(20), line(30)]));
    const page = `/companies/${ridge}/invoices/${Id}`;
    await submit(kit, page, page, { 'place.3': '1', 'place.1': '2', 'place.2': '3' });
    const ids = (control.read(ridge, 'Invoice', Id) as Loose).Line.map((row: Loose) => row.Id).filter(Boolean);
    expect(ids).toEqual(['3', '1', '2']);
    const list = `/companies/${ridge}/customers`;
    expect(await submit(kit, list, list, { name: 'Twice & Co' })).toContain('done=');
    const twin = (control.list(ridge, 'Customer') as Loose[]).find((one) => one.DisplayName === 'Twice & Co');
    await submit(kit, `${list}/${twin.Id}`, `${list}/${twin.Id}/merge`, { other: '1' });
    expect(control.read(ridge, 'Invoice', Id)).toMatchObject({ CustomerRef: { value: twin.Id } });
    expect(await see(kit, list)).not.toContain(`/customers/1"`);
  });

  it('renames and retires customers and items', async () => {
    const kit = await start();
    const page = `/companies/${ridge}/customers/2`;
    await submit(kit, page, page, { name: 'Frank Neil', email: '' });
    expect(kit.simulator.control.read(ridge, 'Customer', '2')).toMatchObject({ DisplayName: 'Frank Neil' });
    await submit(kit, page, `${page}/active`);
    expect(kit.simulator.control.read(ridge, 'Customer', '2')).toMatchObject({ Active: false });
    const item = `/companies/${ridge}/items/4`;
    await submit(kit, item, item, { price: '99.5' });
    expect(kit.simulator.control.read(ridge, 'Item', '4')).toMatchObject({ UnitPrice: 99.5 });
  });

  it('sets state, closing date, numbering and switches', async () => {
    const kit = await start();
    const page = `/companies/${ridge}/settings`;
    await submit(kit, page, page, { state: '6190', closingDate: '2026-06-30', customNumbers: 'false' });
    expect(kit.simulator.control.read(ridge, 'Preferences', '1')).toMatchObject({
      AccountingInfoPrefs: { BookCloseDate: '2026-06-30' },
      SalesFormsPrefs: { CustomTxnNumbers: false },
    });
    const before = kit.simulator.control.switches(ridge);
    await submit(kit, page, `/companies/${ridge}/switches`, { familyPayments: 'false', requestIdHours: '' });
    expect(kit.simulator.control.switches(ridge)).toEqual({ ...before, familyPayments: false, requestIdHours: null });
    expect(await see(kit, '/')).toContain('state 6190');
  });

  it('sets faults, webhooks and quotas', async () => {
    const kit = await start();
    await submit(kit, '/faults', '/faults/requests', { kind: '503', count: '3', entity: 'Invoice' });
    await submit(kit, '/faults', '/faults/webhooks', { kind: 'late', delayMs: '5000' });
    expect(kit.simulator.control.faults()).toEqual([
      { kind: '503', count: 3, skip: 0, delayMs: 1000, entity: 'Invoice' },
    ]);
    expect(kit.simulator.control.webhookFaults()).toEqual([{ kind: 'late', count: 1, delayMs: 5000 }]);
    await submit(kit, '/faults', '/faults/clear');
    await submit(kit, '/webhooks', '/webhooks', { url: 'http://127.0.0.1:9/x', format: 'classic' });
    expect(kit.simulator.control.webhookSettings()).toMatchObject({ url: 'http://127.0.0.1:9/x', format: 'classic' });
    await submit(kit, '/requests', '/requests/quotas');
    expect(await see(kit, '/requests')).toContain('<strong>on</strong>');
  });

  it('opens an invoice by the link that names no company', async () => {
    const kit = await start();
    const { Id } = await createInvoice(kit.api, invoiceOf([line(100)]));
    const response = await fetch(`${kit.simulator.url}/app/invoice?txnId=${Id}`, { redirect: 'manual' });
    expect(response.headers.get('location')).toBe(`/companies/${ridge}/invoices/${Id}`);
    expect(await see(kit, '/app/invoice?txnId=999')).toContain('Nothing found');
    expect((await fetch(`${kit.simulator.url}/app/customerdetail?nameId=1`, { redirect: 'manual' })).status).toBe(302);
  });
});

describe('all books', () => {
  it('are listed, made, edited, printed and removed', async () => {
    const kit = await start();
    const base = `/companies/${ridge}/books`;
    expect(await see(kit, base)).toContain('JournalEntry');
    const detail = { AccountRef: { value: '60' } };
    const Line = [{ DetailType: 'AccountBasedExpenseLineDetail', Amount: 12, AccountBasedExpenseLineDetail: detail }];
    const json = JSON.stringify({ VendorRef: { value: '5' }, DocNumber: 'B-1', Line });
    expect(await submit(kit, `${base}/Bill`, `${base}/Bill`, { json })).toContain('done=Created');
    expect(await see(kit, `${base}/Bill`)).toContain('Northside Parts');
    const [{ Id, ...bill }] = kit.simulator.control.list(ridge, 'Bill') as Loose[];
    const page = `${base}/Bill/${Id}`;
    const changed = JSON.stringify({ ...bill, PrivateNote: 'by hand' });
    expect(await submit(kit, page, page, { json: changed })).toContain('done=Saved');
    expect(kit.simulator.control.read(ridge, 'Bill', Id)).toMatchObject({ PrivateNote: 'by hand', DocNumber: 'B-1' });
    expect(await submit(kit, page, page, { json: 'nonsense' })).toContain('problem=2010');
    expect(await submit(kit, page, `${page}/delete`)).toBe(`${base}/Bill?done=Deleted.`);
    const invoice = await createInvoice(kit.api, invoiceOf([line(10)]));
    expect((await see(kit, `${base}/Invoice/${invoice.Id}/pdf`)).slice(0, 5)).toBe('%PDF-');
  });
});

describe('the weather and the snapshots', () => {
  it('are set and brought back on the page', async () => {
    const kit = await start();
    expect(await submit(kit, '/faults', '/faults/storm', { seed: '7', percent: '50' })).toContain('done=');
    expect(kit.simulator.control.storm()).toMatchObject({ seed: 7, rate: 0.5 });
    await submit(kit, '/faults', '/faults/storm', { seed: '' });
    expect(kit.simulator.control.storm()).toBeNull();
    const snapshot = await see(kit, '/control/snapshot');
    await createInvoice(kit.api, invoiceOf([line(10)]));
    const body = new FormData();
    body.set('file', new File([snapshot], 'books.json'));
    await fetch(`${kit.simulator.url}/snapshot`, { method: 'POST', body });
    expect(kit.simulator.control.list(ridge, 'Invoice')).toEqual([]);
    await createInvoice(kit.api, invoiceOf([line(10)]));
    expect(await submit(kit, '/', '/reset')).toContain('fresh');
    expect(kit.simulator.control.list(ridge, 'Invoice')).toEqual([]);
  });
});
