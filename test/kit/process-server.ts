/** `tandem serve` in a process of its own, with the commands beside it, and a shop that is set up through REST alone. */
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Clock } from '../../src/base/clock.ts';
import type { Account, Client, InvoiceStatus, Item } from '../../src/contract/catalog.ts';
import type { Page } from '../../src/contract/common.ts';
import type { Invoice } from '../../src/contract/invoices.ts';
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts';
import { type ApiClient, apiClient } from './api-client.ts';
import type { Installed } from './process-program.ts';
import { until } from './process-until.ts';

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

/** The simulator in the test's own process, with webhooks that go to the server by themselves. */
export function startBooks(port: number, clock: Clock): Promise<Simulator> {
  return startSimulator({
    clock,
    port: 0,
    dataDir: null,
    webhookUrl: `http://127.0.0.1:${port}/webhooks/quickbooks`,
    clientId: 'tandem',
    clientSecret: 'tandem-secret',
    verifierToken: 'tandem-verifier',
    quotas: true,
    seedCompanies: true,
  });
}

/** Where QuickBooks is, said to the program by the variables alone. */
export function quickBooksAt(url: string, apiUrl = url): Record<string, string> {
  return {
    QBO_ENVIRONMENT: 'sandbox',
    QBO_CLIENT_ID: 'tandem',
    QBO_CLIENT_SECRET: 'tandem-secret',
    QBO_WEBHOOK_VERIFIER_TOKEN: 'tandem-verifier',
    QBO_AUTHORIZE_URL: `${url}/connect/oauth2`,
    QBO_TOKEN_URL: `${url}/oauth2/v1/tokens/bearer`,
    QBO_REVOKE_URL: `${url}/v2/oauth2/tokens/revoke`,
    QBO_API_URL: apiUrl,
    QBO_APP_URL: url,
  };
}

/** The environment of a server at this port. */
export function serverEnv(port: number, more: Record<string, string>): Record<string, string> {
  return {
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    ENCRYPTION_KEY: 'a key for tests only',
    LOG_LEVEL: 'warn',
    ...more,
  };
}

/** A company with its owner and a key, by the commands. */
export async function createCompany(
  program: Installed,
  options: { env: Record<string, string>; name: string },
): Promise<ApiClient> {
  const { env, name } = options;
  const owner = ['--email', `${name.replaceAll(' ', '.')}@example.com`, '--password', 'correct horse battery'];
  await succeed(program, ['admin', 'create', '--company', name, ...owner], env);
  const stdout = await succeed(program, ['api-key', 'create', '--company', name], env);
  return apiClient({ url: env.PUBLIC_URL ?? '', key: stdout.trimEnd().split('\n').at(-1) ?? '' });
}

async function succeed(program: Installed, args: string[], env: Record<string, string>): Promise<string> {
  const ended = await program.run(args, { env });
  if (ended.code !== 0) throw new Error(`tandem ${args.join(' ')} ended with ${ended.code}:\n${ended.stderr}`);
  return ended.stdout;
}

export interface ProcessShop {
  api: ApiClient;
  realmId: string;
  sending: InvoiceStatus;
  cash: Account;
  bank: Account;
  client: Client;
  item: Item;
}

/** Connected as by a browser; *In progress* sends; payments made in QuickBooks go to the bank account. */
export async function openProcessShop(api: ApiClient, realmId: string): Promise<ProcessShop> {
  await connect(api, realmId);
  const statuses = await api.get<Page<InvoiceStatus>>('/invoice-statuses');
  const accounts = await api.get<Page<Account>>('/accounts');
  const sending = named('status', statuses.items, (status) => status.group === 'in_progress');
  const paid = named('status', statuses.items, (status) => status.group === 'paid');
  const bank = named('account', accounts.items, (account) => account.kind === 'bank');
  const cash = named('account', accounts.items, (account) => account.kind === 'cash');
  await api.put('/integrations/quickbooks/settings', {
    enabled: true,
    sendStatusIds: [sending.id],
    depositAccountId: bank.id,
    events: { invoiceUpdated: null, paymentCreated: paid.id, invoiceVoided: null },
  });
  const client = await api.post<Client>('/clients', { type: 'person', firstName: 'Hanna', lastName: 'Ortiz' });
  const item = await api.post<Item>('/items', { kind: 'service', name: 'Wheel alignment', price: '80.10' });
  return { api, realmId, sending, cash, bank, client, item };
}

async function connect(api: ApiClient, realmId: string): Promise<void> {
  const { startUrl } = await api.post<{ startUrl: string }>('/integrations/quickbooks/connect');
  const start = await fetch(startUrl, { redirect: 'manual' });
  const cookie = (start.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const authorize = new URL(start.headers.get('location') ?? '');
  authorize.searchParams.set('auto', realmId);
  const consent = await fetch(authorize, { redirect: 'manual' });
  const back = await fetch(consent.headers.get('location') ?? '', { redirect: 'manual', headers: { cookie } });
  const end = back.headers.get('location') ?? '';
  if (!end.includes('connected=1')) throw new Error(`The connection failed: ${back.status} ${end}`);
}

function named<Thing>(what: string, things: readonly Thing[], is: (thing: Thing) => boolean): Thing {
  const found = things.find(is);
  if (!found) throw new Error(`A new company has no such ${what}.`);
  return found;
}

export function makeInvoice(shop: ProcessShop): Promise<Invoice> {
  const lines = [{ itemId: shop.item.id, quantity: '2', taxIds: [] }];
  return shop.api.post<Invoice>('/invoices', { clientId: shop.client.id, lines });
}

export function sendInvoice(shop: ProcessShop, invoice: Invoice): Promise<Invoice> {
  return shop.api.post<Invoice>(`/invoices/${invoice.id}/status`, { statusId: shop.sending.id });
}

/** The invoice once both sides agree on it and this much is paid. */
export function untilSynced(shop: ProcessShop, invoice: Invoice, paid = '0.00'): Promise<Invoice> {
  return until(async () => {
    const now = await shop.api.get<Invoice>(`/invoices/${invoice.id}`);
    if (now.sync.state === 'synced' && now.paid === paid) return now;
    throw new Error(`The invoice ${now.number} is ${now.sync.state}, and ${now.paid} of it is paid.`);
  });
}
