/** A month in the life of the demo's shop, so that the pictures show every state of the sync. */
import type { Page } from 'playwright-core';
import type { Account, Client, InvoiceStatus, Item, Tax } from '../../src/contract/catalog.ts';
import type { Page as Listed } from '../../src/contract/common.ts';
import type { Invoice } from '../../src/contract/invoices.ts';
import type { RunningDemo } from '../kit/browser-demo.ts';

const realm = '9341450000000001';
const settlesWithinMs = 60_000;

/** The REST of the program, by the session of a signed-in page. */
async function call<Body>(page: Page, method: string, path: string, body?: unknown): Promise<Body> {
  const { status, text } = await page.evaluate(
    async ([method_, path_, body_]) => {
      const response = await fetch(`/api/v1${path_}`, {
        method: method_,
        headers: { 'content-type': 'application/json' },
        ...(body_ === '' ? {} : { body: body_ }),
      });
      return { status: response.status, text: await response.text() };
    },
    [method, path, body === undefined ? '' : JSON.stringify(body)] as const,
  );
  if (status >= 300) throw new Error(`${method} ${path} answered ${status}: ${text}`);
  return (text === '' ? null : JSON.parse(text)) as Body;
}

const people = [
  { type: 'organization', name: 'Northside Couriers', email: 'office@northside.example' },
  { type: 'organization', name: 'Castellan Bakery', email: 'ana@castellan.example' },
  { type: 'person', firstName: 'Priya', lastName: 'Raman', email: 'priya.raman@example.com' },
  { type: 'person', firstName: 'Tom', lastName: 'Beck', email: 'tom.beck@example.com' },
  { type: 'organization', name: 'Lakeside School District', email: 'payables@lakeside.example' },
];

export interface Told {
  /** The invoice that has most to tell: paid in part here, the rest in QuickBooks. */
  invoice: string;
}

export async function liveThroughAMonth(page: Page, demo: RunningDemo): Promise<Told> {
  const get = <Body>(path: string) => call<Body>(page, 'GET', path);
  const post = <Body>(path: string, body?: unknown) => call<Body>(page, 'POST', path, body);
  const books = async (path: string, body: unknown) => {
    const response = await fetch(`${demo.simulatorUrl}/control/companies/${realm}/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`The simulator answered ${response.status}: ${await response.text()}`);
  };

  for (const person of people) await post('/clients', person);
  const clients = (await get<Listed<Client>>('/clients?limit=50')).items;
  const items = (await get<Listed<Item>>('/items')).items;
  const accounts = (await get<Listed<Account>>('/accounts')).items;
  const statuses = (await get<Listed<InvoiceStatus>>('/invoice-statuses')).items;
  const tire = await post<Tax>('/taxes', { name: 'Tire recycling fee', code: 'TIRE', rate: '1.75' });
  const find = <Row extends { name: string }>(rows: readonly Row[], part: string): Row => {
    const found = rows.find(({ name }) => name.includes(part));
    if (!found) throw new Error(`There is no ${part}.`);
    return found;
  };
  const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
  const line = (part: string, quantity: string) => ({ itemId: find(items, part).id, quantity });

  const make = (client: string, ago: number, lines: object[], more: object = {}) =>
    post<Invoice>('/invoices', { clientId: find(clients, client).id, issueDate: day(ago), lines, ...more });
  const move = (invoice: Invoice, status: string) =>
    post(`/invoices/${invoice.id}/status`, { statusId: find(statuses, status).id });
  const untilState = async (invoice: Invoice, state: Invoice['sync']['state']): Promise<Invoice> => {
    const deadline = Date.now() + settlesWithinMs;
    for (;;) {
      const now = await get<Invoice>(`/invoices/${invoice.id}`);
      if (now.sync.state === state) return now;
      if (Date.now() > deadline) throw new Error(`Invoice ${now.number} stayed ${now.sync.state}, not ${state}.`);
    }
  };
  const send = async (invoice: Invoice) => {
    await move(invoice, 'In progress');
    return untilState(invoice, 'synced');
  };

  const paid = await send(await make('Northside', 27, [line('oil', '6'), line('Labour', '2')]));
  await books('pay', { invoiceId: paid.sync.quickBooksId, reference: 'ACH 88213' });
  const overdue = await send(await make('Castellan', 41, [line('brake', '2'), line('Labour', '3.5')]));
  const cancelled = await send(await make('Tom Beck', 19, [line('oil', '1')]));
  await move(cancelled, 'Canceled');
  await untilState(cancelled, 'voided');
  await send(await make('Priya', 12, [line('brake', '4'), line('Labour', '2.5')]));

  const held = await make('Tom Beck', 6, [{ name: 'Four winter tires, fitted', unitPrice: '612', taxIds: [tire.id] }]);
  await move(held, 'In progress');
  await untilState(held, 'held');

  const fought = await send(await make('Bayview', 5, [line('oil', '3'), line('Labour', '1')]));
  await books('act', {
    entity: 'Invoice',
    operation: 'update',
    body: { Id: fought.sync.quickBooksId, DueDate: day(-40), CustomerMemo: { value: 'Net 45, agreed by phone' } },
  });
  await call(page, 'PATCH', `/invoices/${fought.id}`, { dueDate: day(-21), comment: 'Please quote the plate number' });
  await untilState(fought, 'conflict');

  const main = await make('Lakeside', 3, [line('brake', '2'), line('oil', '2'), line('Labour', '4.25')], {
    comment: 'Bus 14, yearly inspection',
    discount: { type: 'percent', value: '5' },
  });
  const cash = find(accounts, 'Cash').id;
  await post(`/invoices/${main.id}/payments`, { accountId: cash, amount: '150', reference: 'Receipt 2107' });
  const sent = await send(main);
  await books('pay', { invoiceId: sent.sync.quickBooksId, reference: 'Check 1042' });
  const deadline = Date.now() + settlesWithinMs;
  while ((await get<Invoice>(`/invoices/${main.id}`)).payments.length < 2 && Date.now() < deadline);
  await untilState(overdue, 'synced');
  return { invoice: main.id };
}
