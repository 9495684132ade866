/** The same program keeps step with any server that speaks QuickBooks' API, told where it is by the variables alone. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Account } from '../../src/contract/catalog.ts';
import { type Installed, installProgram } from '../kit/process-program.ts';
import * as kit from '../kit/process-server.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const verifier = 'a verifier token of this test';
let program: Installed;
let defaultPlace: Server;
let strayConnections = 0;
let simulatorUrl: string;
let shop: kit.ProcessShop;

beforeAll(async () => {
  program = await installProgram();
  // Where the program would look for the simulator without the variables.
  defaultPlace = createServer((socket) => {
    strayConnections += 1;
    socket.destroy();
  }).listen(0, '127.0.0.1');
  await once(defaultPlace, 'listening');
  const address = defaultPlace.address();
  const port = await kit.freePort();
  const simulatorPort = await kit.freePort();
  simulatorUrl = `http://127.0.0.1:${simulatorPort}`;
  const simulator = program.start(
    [
      'simulator',
      '--memory',
      '--port',
      `${simulatorPort}`,
      '--webhook-url',
      `http://127.0.0.1:${port}/webhooks/quickbooks`,
    ],
    { env: { QBO_WEBHOOK_VERIFIER_TOKEN: verifier } },
  );
  const env = kit.serverEnv(port, {
    DATA_DIR: program.dataFolder(),
    SIMULATOR_PORT: String(typeof address === 'object' ? address?.port : 0),
    ...kit.quickBooksAt(simulatorUrl),
    QBO_WEBHOOK_VERIFIER_TOKEN: verifier,
    QBO_SWEEP_SECONDS: '1',
  });
  const server = program.start(['serve'], { env });
  await Promise.all([server.says('Tandem is at'), simulator.says('The simulated QuickBooks is at')]);
  const [company] = await control<{ realmId: string }[]>('GET', '/companies');
  shop = await kit.openProcessShop(await kit.createCompany(program, { env, name: 'Ridge' }), company?.realmId ?? '');
});

afterAll(async () => {
  await program?.remove();
  defaultPlace?.close();
});

async function control<Body>(method: string, path: string, body?: unknown): Promise<Body> {
  const sent =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const answer = await fetch(`${simulatorUrl}/control${path}`, { method, ...sent });
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
  // The caller names the shape that this address answers.
  return (await answer.json()) as Body;
}

interface Webhooks {
  deliveries: { state: string }[];
}
const deliveryCount = async () => (await control<Webhooks>('GET', '/webhooks')).deliveries.length;

test.each(['by webhook', 'by the sweep'])('an invoice is sent, and its payment comes back %s', async (way) => {
  const before = await shop.api.get<Account>(`/accounts/${shop.bank.id}`);
  const made = await kit.makeInvoice(shop);
  await kit.sendInvoice(shop, made);
  const sent = await kit.untilSynced(shop, made);
  const id = sent.sync.quickBooksId ?? '';
  expect(sent.sync.quickBooksUrl).toContain(`${simulatorUrl}/`);
  const company = `/companies/${shop.realmId}`;
  expect(await control('GET', `${company}/records/Invoice/${id}`)).toMatchObject({
    DocNumber: made.number,
    TotalAmt: Number(made.total),
  });
  if (way === 'by the sweep') await control('POST', '/faults', { kind: 'lost', count: 1000 });
  const delivered = await deliveryCount();
  await control('POST', `${company}/pay`, { invoiceId: id });
  const paid = await kit.untilSynced(shop, made, made.total);
  expect(paid).toMatchObject({ balanceDue: '0.00', status: { group: 'paid' } });
  expect(paid.payments).toMatchObject([{ origin: 'quickbooks', amount: made.total, accountId: shop.bank.id }]);
  const after = await shop.api.get<Account>(`/accounts/${shop.bank.id}`);
  expect(Number(after.balance)).toBeCloseTo(Number(before.balance) + Number(made.total), 10);
  if (way === 'by the sweep') expect(await deliveryCount()).toBe(delivered);
  else expect(await deliveryCount()).toBeGreaterThan(delivered);
});

test('nothing was asked of the place where the simulator is by default', () => {
  expect(strayConnections).toBe(0);
});
