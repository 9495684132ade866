/** The demo's shop: a garage with clients, items and a tax, connected to the simulated company of the same name. */
import { systemClock } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { clientWrite, itemWrite, taxWrite } from '../contract/catalog.ts';
import { settingsWrite } from '../contract/integration.ts';
import { invoiceWrite } from '../contract/invoices.ts';
import { listAccounts } from '../db/accounts.ts';
import { findCompanies } from '../db/companies.ts';
import type { Tx } from '../db/database.ts';
import { allStatuses } from '../db/invoice-statuses.ts';
import type { StatusGroup } from '../domain/status.ts';
import { createClient } from '../shop/clients.ts';
import type { CommandContext } from '../shop/command.ts';
import { createInvoice } from '../shop/create-invoice.ts';
import { createItem } from '../shop/items.ts';
import { createTax } from '../shop/taxes.ts';
import { finishConnecting, startConnecting } from '../sync/connect.ts';
import { saveSettings } from '../sync/save-settings.ts';
import { createAdmin } from './admin.ts';
import type { Serving } from './serve.ts';

const companyName = 'Ridge Auto Repair';
const realmId = '9341450000000001';

export interface DemoSeed {
  serving: Serving;
  publicUrl: string;
  email: string;
  password: string;
}

export async function seedDemo(seed: DemoSeed): Promise<void> {
  const { database } = seed.serving.opened;
  const [existing] = await database.system((tx) => findCompanies(tx, companyName));
  if (existing) throw new Error('The data folder holds half a demo. Delete it and start again.');
  const { companyId } = await createAdmin(database, systemClock, {
    company: companyName,
    email: seed.email,
    name: 'Robin Ridge',
    password: seed.password,
    country: 'US',
    currency: 'USD',
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
  const context: CommandContext = { companyId, actor: { type: 'system', name: 'Demo' }, now: systemClock.now() };
  const taxId = await database.write(companyId, (tx) => stock(tx, context));
  await connectDemo(seed, companyId);
  await database.write(companyId, (tx) => setUp(tx, context, taxId));
}

const clients = [
  { type: 'person', firstName: 'Hanna', lastName: 'Ortiz', email: 'hanna.ortiz@example.com', phone: '555-0141' },
  { type: 'organization', name: 'Bayview Deliveries', email: 'accounts@bayview.example', phone: '555-0176' },
  { type: 'person', firstName: 'Sam', lastName: 'Okafor', email: 'sam.okafor@example.com' },
];
const items = [
  { kind: 'product', name: 'Front brake pads', sku: 'BP-1', price: '89.90', taxed: true },
  { kind: 'product', name: 'Synthetic oil 5W-30, 5 l', sku: 'OIL-530', price: '42.50', taxed: true },
  { kind: 'service', name: 'Labour, per hour', sku: 'LAB', price: '95', taxed: false },
];

async function stock(tx: Tx, context: CommandContext): Promise<Id> {
  const tax = await createTax(tx, context, taxWrite.parse({ name: 'California sales tax', code: 'CA', rate: '8' }));
  const made = [];
  for (const client of clients) made.push(await createClient(tx, context, clientWrite.parse(client)));
  const lines = [];
  for (const { taxed, ...item } of items) {
    const created = await createItem(tx, context, itemWrite.parse({ ...item, taxIds: taxed ? [tax.id] : [] }));
    lines.push({ itemId: created.id, quantity: taxed ? '1' : '1.5' });
  }
  for (const client of made) await createInvoice(tx, context, invoiceWrite.parse({ clientId: client.id, lines }));
  return tax.id;
}

/** The consent that a person would give in the pop-up. */
async function connectDemo(seed: DemoSeed, companyId: Id): Promise<void> {
  const context = { ...seed.serving.tandem.sync, publicUrl: seed.publicUrl };
  const started = await startConnecting(context, { companyId, actorName: 'Robin Ridge', replaceCompany: false });
  const consent = new URL(started.authorizeUrl);
  consent.searchParams.set('auto', realmId);
  const answer = await fetch(consent, { redirect: 'manual' });
  const back = new URL(answer.headers.get('location') ?? seed.publicUrl);
  const result = await finishConnecting(context, {
    url: back.href,
    state: back.searchParams.get('state') ?? '',
    realmId: back.searchParams.get('realmId'),
    error: back.searchParams.get('error'),
    cookie: started.cookie,
  });
  if (result.error !== null) throw new Error(`The demo could not connect to the simulator: ${result.error}`);
}

async function setUp(tx: Tx, context: CommandContext, taxId: Id): Promise<void> {
  const { companyId, now } = context;
  const statuses = await allStatuses(tx, companyId);
  const statusOf = (group: StatusGroup) => statuses.find((status) => status.group === group)?.id ?? null;
  const accounts = await listAccounts(tx, companyId, { limit: 50 });
  const sending = statusOf('in_progress');
  const settings = settingsWrite.parse({
    enabled: true,
    sendStatusIds: sending ? [sending] : [],
    depositAccountId: accounts.items.find((account) => account.kind === 'bank')?.id ?? null,
    taxes: [{ taxId, quickBooksTaxCode: 'California' }],
    events: { invoiceUpdated: null, paymentCreated: statusOf('paid'), invoiceVoided: statusOf('canceled') },
  });
  await saveSettings(tx, { companyId, now, settings });
}
