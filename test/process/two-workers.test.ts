/**
 * One Postgres, a server without a worker, and two workers. One of the workers is killed when QuickBooks has done what it asked
 * and before it knows: the other takes over when the lease ends, and every invoice is there once.
 */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import type { Page } from '../../src/contract/common.ts';
import type { InvoiceSummary } from '../../src/contract/invoices.ts';
import type { LogRow } from '../../src/contract/sync.ts';
import type { Simulator } from '../../src/simulator/simulator.ts';
import { syncLimits } from '../../src/sync/context.ts';
import { type TestDatabase, testDatabase } from '../kit/postgres.ts';
import { type Installed, installProgram, type Program } from '../kit/process-program.ts';
import { type BooksProxy, type Passing, startProxy } from '../kit/process-proxy.ts';
import * as kit from '../kit/process-server.ts';
import { until } from '../kit/process-until.ts';

/** After the lease: looking around once a second, and sending, on a machine that has other things to do. */
const takeOverMs = 20_000;
const invoicesOfEach = 30;
vi.setConfig({ testTimeout: 60_000 + syncLimits.leaseMs + takeOverMs, hookTimeout: 120_000 });

let program: Installed;
let simulator: Simulator;
let db: TestDatabase;
let env: Record<string, string>;
const shops: kit.ProcessShop[] = [];
const workers: { proxy: BooksProxy; process: Program }[] = [];

beforeAll(async () => {
  [program, db] = await Promise.all([installProgram(), testDatabase()]);
  const port = await kit.freePort();
  simulator = await kit.startBooks(port, systemClock);
  env = kit.serverEnv(port, { DATABASE_URL: db.url, ...kit.quickBooksAt(simulator.url) });
  await program.start(['serve', '--no-worker'], { env }).says('Tandem is at');
  for (const { realmId, name } of simulator.companies().slice(0, 2)) {
    shops.push(await kit.openProcessShop(await kit.createCompany(program, { env, name }), realmId));
  }
});

afterAll(async () => {
  await program?.remove();
  for (const { proxy } of workers) await proxy.stop();
  await simulator?.stop();
  await db?.drop();
});

async function startWorker(): Promise<{ proxy: BooksProxy; process: Program }> {
  const proxy = await startProxy(simulator.url);
  return { proxy, process: program.start(['worker'], { env: { ...env, QBO_API_URL: proxy.url } }) };
}

const allInvoices = async (shop: kit.ProcessShop) =>
  (await shop.api.get<Page<InvoiceSummary>>('/invoices?limit=200')).items;

const isBatchOfInvoices = ({ path, body }: Passing) => path.endsWith('/batch') && body.includes('"Invoice"');

test('without a worker work waits', async () => {
  for (const shop of shops) {
    const made = await Promise.all(Array.from({ length: invoicesOfEach }, () => kit.makeInvoice(shop)));
    await Promise.all(made.map((invoice) => kit.sendInvoice(shop, invoice)));
    const states = (await allInvoices(shop)).map((invoice) => invoice.sync.state);
    expect(states).toHaveLength(invoicesOfEach);
    expect(states).not.toContain('synced');
  }
  expect(simulator.control.requests().filter((request) => request.entity === 'Invoice')).toEqual([]);
});

test('6.12 a killed worker leaves nothing doubled and nothing stuck longer than its lease', async () => {
  workers.push(await startWorker(), await startWorker());
  const held = workers.map(({ proxy }) => proxy.holdNext({ matches: isBatchOfInvoices, at: 'answered' }));
  const killed = await Promise.race(held.map(async ({ reached }, index) => reached.then(() => index)));
  await workers[killed]?.process.kill('SIGKILL');
  const killedAt = Date.now();
  for (const [index, hold] of held.entries()) if (index !== killed) hold.release();
  expect(simulator.control.requests().some((request) => request.operation === 'batch')).toBe(true);

  await until(
    async () => {
      for (const shop of shops) {
        const open = (await allInvoices(shop)).filter((invoice) => invoice.sync.state !== 'synced');
        if (open.length > 0) throw new Error(`${open.length} invoices are not synced, one is ${open[0]?.sync.state}.`);
      }
    },
    { withinMs: syncLimits.leaseMs + takeOverMs, everyMs: 250 },
  );
  expect(Date.now() - killedAt).toBeLessThan(syncLimits.leaseMs + takeOverMs);
});

test('6.12 each invoice, client and item is in QuickBooks once, and was logged once', async () => {
  for (const shop of shops) {
    const inBooks = (entity: string) => simulator.control.list(shop.realmId, entity);
    const invoices = await allInvoices(shop);
    const docs = inBooks('Invoice').filter((doc) => String(doc.DocNumber).startsWith('INV-'));
    expect(docs.map((doc) => doc.DocNumber).sort()).toEqual(invoices.map((invoice) => invoice.number).sort());
    expect(new Set(invoices.map((invoice) => invoice.sync.quickBooksId)).size).toBe(invoicesOfEach);
    expect(inBooks('Customer').filter((customer) => customer.DisplayName === 'Hanna Ortiz')).toHaveLength(1);
    expect(inBooks('Item').filter((item) => item.Name === 'Wheel alignment')).toHaveLength(1);
    const log = await shop.api.get<Page<LogRow>>('/sync/log?action=create&limit=200');
    const created = log.items.filter((row) => row.entity === 'invoice' && row.outcome === 'done');
    expect(created.map((row) => row.invoiceId).sort()).toEqual(invoices.map((invoice) => invoice.id).sort());
  }
});

test('the worker that is left ends when it is asked to', async () => {
  const ended = await Promise.all(workers.map(({ process }) => process.kill('SIGINT')));
  expect(ended.map(({ code, signal }) => code ?? signal).sort()).toEqual([0, 'SIGKILL']);
});
