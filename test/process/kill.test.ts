/**
 * The server is killed (kill -9) at every step of a write to QuickBooks and of a payment that comes from there. Started again
 * on the same data folder it finishes what was begun: one invoice and one payment on each side, and the ledger is right.
 */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Account } from '../../src/contract/catalog.ts';
import type { Page } from '../../src/contract/common.ts';
import type { Invoice } from '../../src/contract/invoices.ts';
import type { Simulator } from '../../src/simulator/simulator.ts';
import { connectTo, isAlive, type ProgramPostgres } from '../kit/process-postgres.ts';
import { type Installed, installProgram, type Program } from '../kit/process-program.ts';
import { type BooksProxy, type Passing, startProxy } from '../kit/process-proxy.ts';
import * as kit from '../kit/process-server.ts';
import { until } from '../kit/process-until.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

/** How far the simulator's clock is ahead: its webhooks wait long before they try again. */
let aheadMs = 0;
let program: Installed;
let simulator: Simulator;
let proxy: BooksProxy;
let env: Record<string, string>;
let server: Program;
let postgres: ProgramPostgres;
let shop: kit.ProcessShop;

beforeAll(async () => {
  program = await installProgram();
  const port = await kit.freePort();
  simulator = await kit.startBooks(port, { now: () => new Date(Date.now() + aheadMs) });
  proxy = await startProxy(simulator.url);
  env = kit.serverEnv(port, { DATA_DIR: program.dataFolder(), ...kit.quickBooksAt(simulator.url, proxy.url) });
  await startServer();
  postgres = connectTo(env.DATA_DIR ?? '');
  const [company] = simulator.companies();
  shop = await kit.openProcessShop(await kit.createCompany(program, { env, name: 'Ridge' }), company?.realmId ?? '');
});

afterAll(async () => {
  await postgres?.close();
  await program?.remove();
  await proxy?.stop();
  await simulator?.stop();
});

async function startServer(): Promise<void> {
  server = program.start(['serve'], { env });
  await server.says('Tandem is at');
}

const killServer = async () => expect(await server.kill('SIGKILL')).toMatchObject({ signal: 'SIGKILL' });

const stages = ['before the request arrives', 'before its answer returns', 'before its answer is stored'] as const;
type Stage = (typeof stages)[number];

/** Kills the server at a stage of the next request that creates such a record, which `cause` brings about. */
async function killAt(stage: Stage, entity: string, cause: () => Promise<unknown>): Promise<void> {
  const matches = ({ method, path }: Passing) => method === 'POST' && path.endsWith(`/${entity}`);
  simulator.control.resetRequests();
  const held = proxy.holdNext({ matches, at: stage === 'before the request arrives' ? 'arrived' : 'answered' });
  await cause();
  await held.reached;
  if (stage === 'before its answer is stored') {
    const lock = await postgres.lock('lock table mirrors in exclusive mode');
    held.release();
    await lock.awaited();
    await killServer();
    await lock.release();
  } else await killServer();
  expect(await openIntents()).toHaveLength(1);
}

const openIntents = () => postgres.sql`select 1 from intents where answered_at is null`;

/** What QuickBooks had done already was asked again with the same id, and not done again. */
function expectReplayed(stage: Stage): void {
  const replayed = simulator.control.requests().filter((request) => request.replayed);
  expect(replayed).toHaveLength(stage === 'before the request arrives' ? 0 : 1);
}

const startAgain = () => postgres.endLeases().then(startServer);

const inBooks = (entity: string) => simulator.control.list(shop.realmId, entity);
const invoicesOf = (invoice: Invoice) => inBooks('Invoice').filter((doc) => doc.DocNumber === invoice.number);
const paymentsOf = (booksId: string | null) =>
  inBooks('Payment').filter((doc) => JSON.stringify(doc.Line).includes(`"TxnId":"${booksId}"`));

async function ledgerOf(account: Account): Promise<{ balance: string; amounts: string[] }> {
  const { balance } = await shop.api.get<Account>(`/accounts/${account.id}`);
  const ledger = await shop.api.get<Page<{ amount: string }>>(`/accounts/${account.id}/transactions?limit=200`);
  return { balance, amounts: ledger.items.map((entry) => entry.amount) };
}

let deposited = 0;
let taken = 0;

/** One invoice and one payment on each side, nothing open, and each account holds what was paid into it. */
async function expectAgreed(invoice: Invoice, origin: 'shop' | 'quickbooks'): Promise<void> {
  const agreed = await kit.untilSynced(shop, invoice, invoice.total);
  if (origin === 'shop') taken += 1;
  else deposited += 1;
  expect(agreed).toMatchObject({ balanceDue: '0.00', overpaid: '0.00', sync: { issueId: null } });
  expect(agreed.payments).toMatchObject([{ origin, state: 'active', amount: invoice.total }]);
  expect(invoicesOf(invoice)).toMatchObject([
    { Id: agreed.sync.quickBooksId, TotalAmt: Number(invoice.total), Balance: 0 },
  ]);
  expect(paymentsOf(agreed.sync.quickBooksId)).toMatchObject([
    { Id: agreed.payments[0]?.quickBooksId, TotalAmt: Number(invoice.total) },
  ]);
  for (const [account, count] of [
    [shop.bank, deposited],
    [shop.cash, taken],
  ] as const) {
    const ledger = await ledgerOf(account);
    expect(ledger.amounts).toEqual(Array.from({ length: count }, () => invoice.total));
    expect(Number(ledger.balance)).toBeCloseTo(Number(invoice.total) * count, 10);
  }
}

test.each(stages)('6.11, 11.3 killed %s, an invoice is made once', async (stage) => {
  const invoice = await kit.makeInvoice(shop);
  await killAt(stage, 'invoice', () => kit.sendInvoice(shop, invoice));
  expect(invoicesOf(invoice).length).toBe(stage === 'before the request arrives' ? 0 : 1);
  await startAgain();
  const sent = await kit.untilSynced(shop, invoice);
  expectReplayed(stage);
  simulator.control.payInvoice(shop.realmId, sent.sync.quickBooksId ?? '');
  await expectAgreed(invoice, 'quickbooks');
});

test('6.11 killed while a payment made in QuickBooks is applied, it is credited once', async () => {
  const invoice = await kit.makeInvoice(shop);
  await kit.sendInvoice(shop, invoice);
  const sent = await kit.untilSynced(shop, invoice);
  const lock = await postgres.lock(`select 1 from accounts where id = '${shop.bank.id}' for update`);
  simulator.control.payInvoice(shop.realmId, sent.sync.quickBooksId ?? '');
  await lock.awaited();
  await killServer();
  await lock.release();
  expect(await postgres.sql`select 1 from payments where invoice_id = ${invoice.id}`).toHaveLength(0);
  await startAgain();
  await expectAgreed(invoice, 'quickbooks');
});

test.each(stages)('6.11, 11.3 killed %s, a payment taken in the shop is made once', async (stage) => {
  const invoice = await kit.makeInvoice(shop);
  await kit.sendInvoice(shop, invoice);
  const sent = await kit.untilSynced(shop, invoice);
  const payment = { accountId: shop.cash.id, amount: invoice.total };
  await killAt(stage, 'payment', () => shop.api.post(`/invoices/${invoice.id}/payments`, payment));
  expect(paymentsOf(sent.sync.quickBooksId).length).toBe(stage === 'before the request arrives' ? 0 : 1);
  await startAgain();
  await expectAgreed(invoice, 'shop');
  expectReplayed(stage);
});

test('asked to stop while QuickBooks does not answer, it ends within seconds and forgets nothing', async () => {
  const invoice = await kit.makeInvoice(shop);
  const held = proxy.holdNext({ matches: ({ path }) => path.endsWith('/invoice'), at: 'answered' });
  await kit.sendInvoice(shop, invoice);
  await held.reached;
  const stopping = server.kill('SIGINT');
  try {
    await until(() => expect(isAlive(server.pid)).toBe(false), { withinMs: 15_000 });
  } finally {
    held.release();
    expect(await stopping).toMatchObject({ code: 0, signal: null });
    await startServer();
    postgres = connectTo(env.DATA_DIR ?? '');
    await postgres.endLeases();
    const sent = await kit.untilSynced(shop, invoice);
    simulator.control.payInvoice(shop.realmId, sent.sync.quickBooksId ?? '');
    await expectAgreed(invoice, 'quickbooks');
  }
});

test('when the webhooks that found nobody have come too, nothing is doubled', async () => {
  aheadMs = 30 * 60_000;
  await simulator.flushWebhooks();
  expect(simulator.control.deliveries().some((delivery) => delivery.attempts.length > 1)).toBe(true);
  await until(async () => {
    expect(simulator.control.deliveries().filter((delivery) => delivery.state !== 'delivered')).toEqual([]);
    expect(await postgres.sql`select 1 from webhook_events where handled_at is null`).toHaveLength(0);
    expect(await postgres.sql`select 1 from looks`).toHaveLength(0);
    expect(await openIntents()).toHaveLength(0);
  });
  const shopInvoices = await shop.api.get<Page<Invoice>>('/invoices?syncState=synced&limit=200');
  expect(shopInvoices.items.length).toBe(deposited + taken);
  for (const invoice of shopInvoices.items) {
    expect(invoicesOf(invoice)).toHaveLength(1);
    expect(paymentsOf(invoice.sync.quickBooksId)).toHaveLength(1);
  }
  expect((await ledgerOf(shop.bank)).amounts).toHaveLength(deposited);
  expect((await ledgerOf(shop.cash)).amounts).toHaveLength(taken);
  expect(inBooks('Customer').filter((customer) => customer.DisplayName === 'Hanna Ortiz')).toHaveLength(1);
  expect(inBooks('Item').filter((item) => item.Name === 'Wheel alignment')).toHaveLength(1);
});
