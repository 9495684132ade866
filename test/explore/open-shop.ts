/** A shop with a few clients, items and taxes, connected to a company of the simulator: where every history begins. */
import type { Id } from '../../src/base/ids.ts';
import { createCompanyApiKey } from '../../src/cli/api-key.ts';
import type { Account, Client, InvoiceStatus, Item, PaymentMethod, Tax } from '../../src/contract/catalog.ts';
import type { Page } from '../../src/contract/common.ts';
import type { QuickBooksSettings } from '../../src/contract/integration.ts';
import type { Database } from '../../src/db/database.ts';
import type { Tandem } from '../../src/main.ts';
import { createCompany } from '../../src/shop/create-company.ts';
import type { Snapshot } from '../../src/simulator/control.ts';
import type { CompanyKind } from '../../src/simulator/simulator.ts';
import { type ApiClient, apiClient } from '../kit/api-client.ts';
import type { Stage } from './stage.ts';

export interface Opened {
  kind: CompanyKind;
  companyId: Id;
  realmId: string;
  key: string;
  clientIds: Id[];
  itemIds: Id[];
  /** Each is what stands together on a line: one tax, or the several of one code. The first is the usual one. */
  taxSets: Id[][];
  /** Of the tax that prices contain. */
  inclusiveTaxId: Id | null;
  accountIds: Id[];
  methodIds: Id[];
  statuses: Record<'new' | 'in_progress' | 'paid' | 'canceled', Id>;
  settings: Partial<QuickBooksSettings>;
  books: Snapshot;
  at: Date;
}

interface Place {
  country: string;
  currency: string;
  timeZone: string;
  taxes: { name: string; rate: string; inclusive?: boolean; code: string }[];
  settings: Partial<QuickBooksSettings>;
}

const places: Record<CompanyKind, Place> = {
  'us-manual-tax': {
    country: 'US',
    currency: 'USD',
    timeZone: 'America/Los_Angeles',
    taxes: [
      { name: 'California', rate: '8', code: 'California' },
      { name: 'San Mateo', rate: '8.375', code: 'San Mateo' },
      { name: 'AZ State tax', rate: '7.1', code: 'Tucson' },
      { name: 'Tucson City', rate: '2', code: 'Tucson' },
    ],
    settings: {},
  },
  'us-automated-tax': {
    country: 'US',
    currency: 'USD',
    timeZone: 'America/New_York',
    taxes: [{ name: 'Sales tax', rate: '9.125', code: 'TAX' }],
    settings: { taxAuthority: 'shop' },
  },
  uk: {
    country: 'GB',
    currency: 'GBP',
    timeZone: 'Europe/London',
    taxes: [
      { name: 'VAT 20', rate: '20', code: '20.0% S' },
      { name: 'VAT 5', rate: '5', code: '5.0% R' },
      { name: 'VAT 20 in price', rate: '20', inclusive: true, code: '20.0% S' },
    ],
    settings: { untaxedQuickBooksTaxCode: 'No VAT' },
  },
};

export async function openShop(given: {
  stage: Stage;
  tandem: Tandem;
  database: Database;
  kind: CompanyKind;
}): Promise<Opened> {
  const { stage, tandem, database, kind } = given;
  const { clock, simulator } = stage;
  const place = places[kind];
  const { country, currency, timeZone } = place;
  const { company } = await database.system((tx) =>
    createCompany(tx, clock.now(), { name: 'Ridge Auto Repair', country, currency, timeZone, language: 'en' }),
  );
  const key = await createCompanyApiKey(database, clock, { company: company.id });
  const api = apiClient({ url: stage.url, key });
  const realmId = simulator.companies().find((candidate) => candidate.kind === kind)?.realmId ?? '';
  await connect({ url: stage.url, api, realmId });
  const taxes: { made: Tax; code: string }[] = [];
  for (const { code, ...tax } of place.taxes) {
    taxes.push({ made: await api.post<Tax>('/taxes', { ...tax, code: tax.name }), code });
  }
  const sets = new Map<string, Id[]>();
  for (const { made, code } of taxes) {
    const key = `${code} ${made.inclusive}`;
    sets.set(key, [...(sets.get(key) ?? []), made.id]);
  }
  const taxSets = [...sets.values()];
  const { items: statuses } = await api.get<Page<InvoiceStatus>>('/invoice-statuses');
  const { items: accounts } = await api.get<Page<Account>>('/accounts');
  const { items: methods } = await api.get<Page<PaymentMethod>>('/payment-methods');
  const statusOf = (group: string) => statuses.find((status) => status.group === group)?.id ?? '';
  const opened = {
    kind,
    companyId: company.id,
    realmId,
    key,
    clientIds: await makeClients(api),
    itemIds: await makeItems(api, taxSets[0] ?? []),
    taxSets,
    inclusiveTaxId: taxes.find(({ made }) => made.inclusive)?.made.id ?? null,
    accountIds: accounts.map((account) => account.id),
    methodIds: methods.map((method) => method.id),
    statuses: {
      new: statusOf('new'),
      in_progress: statusOf('in_progress'),
      paid: statusOf('paid'),
      canceled: statusOf('canceled'),
    },
  };
  const settings: Partial<QuickBooksSettings> = {
    enabled: true,
    sendStatusIds: [opened.statuses.in_progress],
    depositAccountId: accounts.find((account) => account.kind === 'bank')?.id ?? null,
    taxes: taxes.map(({ made, code }) => ({ taxId: made.id, quickBooksTaxCode: code })),
    events: { invoiceUpdated: null, paymentCreated: opened.statuses.paid, invoiceVoided: opened.statuses.canceled },
    ...place.settings,
  };
  await api.put('/integrations/quickbooks/settings', settings);
  for (let round = 0; round < 20; round += 1) {
    await simulator.flushWebhooks();
    if ((await tandem.worker.runDue()) === 0) break;
  }
  clock.advance(120_000); // The budget of calls is whole again.
  await tandem.worker.stop();
  return { ...opened, settings, books: simulator.control.snapshot(), at: clock.now() };
}

async function makeClients(api: ApiClient): Promise<Id[]> {
  const address = { line1: '12 Hilltop Dr', city: 'Bayshore', region: 'CA', postalCode: '94326', country: 'US' };
  const made = [
    { type: 'person', firstName: 'Hanna', lastName: 'Ortiz', email: 'hanna@example.com', address },
    { type: 'organization', name: 'Red Rock Diner', email: 'office@redrock.example', address },
    { type: 'organization', name: 'Northside Parts', address }, // A vendor has this name.
  ];
  const ids: Id[] = [];
  for (const client of made) ids.push((await api.post<Client>('/clients', client)).id);
  return ids;
}

async function makeItems(api: ApiClient, taxIds: readonly Id[]): Promise<Id[]> {
  const made = [
    { kind: 'product', name: 'Front brake pads', sku: 'BP-1', price: '90.00', taxIds },
    { kind: 'service', name: 'Brake labour', sku: 'LAB-2', price: '65.55', taxIds },
    { kind: 'service', name: 'Inspection', price: '19.99', taxIds: [] },
  ];
  const ids: Id[] = [];
  for (const item of made) ids.push((await api.post<Item>('/items', item)).id);
  return ids;
}

/** The consent as a browser would give it. */
export async function connect(given: { url: string; api: ApiClient; realmId: string }): Promise<string> {
  const { startUrl } = await given.api.post<{ startUrl: string }>('/integrations/quickbooks/connect');
  const start = await fetch(startUrl, { redirect: 'manual' });
  const cookie = (start.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const authorize = new URL(start.headers.get('location') ?? '');
  authorize.searchParams.set('auto', given.realmId);
  const consent = await fetch(authorize, { redirect: 'manual' });
  const back = await fetch(consent.headers.get('location') ?? '', { redirect: 'manual', headers: { cookie } });
  return back.headers.get('location') ?? `${back.status}`;
}
