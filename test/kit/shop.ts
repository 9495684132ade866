/** A shop that is set up and connected, as the stories begin. */
import type { Account, Client, InvoiceStatus, Item, Tax } from '../../src/contract/catalog.ts';
import type { Page } from '../../src/contract/common.ts';
import type { QuickBooksSettings } from '../../src/contract/integration.ts';
import type { Invoice } from '../../src/contract/invoices.ts';
import type { CompanyKind } from '../../src/simulator/simulator.ts';
import type { World } from './world.ts';

/** What the kit needs of a world: tests have one, the bench another. */
export type ShopWorld = Pick<World, 'api' | 'simulator'> & { settle(): Promise<void> };

export interface Shop {
  realmId: string;
  statuses: Record<'new' | 'in_progress' | 'paid' | 'canceled', InvoiceStatus>;
  cash: Account;
  bank: Account;
  client: Client;
  items: Item[];
  tax: Tax;
  settings: Partial<QuickBooksSettings>;
}

/**
 * Opens the consent as a browser would: the start address sets the cookie, the simulator consents at once. What it answers
 * goes back to the program with the consent.
 */
export async function consent(world: ShopWorld, realmId: string, body: object = {}): Promise<() => Promise<string>> {
  const { startUrl } = await world.api.post<{ startUrl: string }>('/integrations/quickbooks/connect', body);
  const start = await fetch(startUrl, { redirect: 'manual' });
  const cookie = (start.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const authorize = new URL(start.headers.get('location') ?? '');
  authorize.searchParams.set('auto', realmId);
  const given = await fetch(authorize, { redirect: 'manual' });
  return async () => {
    const back = await fetch(given.headers.get('location') ?? '', { redirect: 'manual', headers: { cookie } });
    return back.headers.get('location') ?? `${back.status} ${await back.text()}`;
  };
}

export async function connect(world: ShopWorld, realmId: string, body: object = {}): Promise<string> {
  const goBack = await consent(world, realmId, body);
  return goBack();
}

export function realmOf(world: ShopWorld, kind: CompanyKind): string {
  const found = world.simulator.companies().find((company) => company.kind === kind);
  if (!found) throw new Error(`The simulator has no company of the kind ${kind}.`);
  return found.realmId;
}

/** Connected and enabled: *In progress* sends, payments go to the bank account, payments move the invoice to *Paid*. */
export async function openShop(
  world: ShopWorld,
  options: { kind?: CompanyKind; taxRate?: string; taxCode?: string; settings?: Partial<QuickBooksSettings> } = {},
): Promise<Shop> {
  const kind = options.kind ?? 'us-manual-tax';
  const { api } = world;
  const realmId = realmOf(world, kind);
  const back = await connect(world, realmId);
  if (!back.includes('connected=1')) throw new Error(`The connection failed: ${back}`);
  const all = await api.get<Page<InvoiceStatus>>('/invoice-statuses');
  const statusOf = (group: string) => {
    const found = all.items.find((status) => status.group === group);
    if (!found) throw new Error(`There is no status of the group ${group}.`);
    return found;
  };
  const statuses = {
    new: statusOf('new'),
    in_progress: statusOf('in_progress'),
    paid: statusOf('paid'),
    canceled: statusOf('canceled'),
  };
  const accounts = await api.get<Page<Account>>('/accounts');
  const accountOf = (type: string) => {
    const found = accounts.items.find((account) => account.kind === type);
    if (!found) throw new Error(`There is no account of the kind ${type}.`);
    return found;
  };
  const tax = await api.post<Tax>('/taxes', { name: 'Sales tax', code: 'ST', rate: options.taxRate ?? '8' });
  const client = await api.post<Client>('/clients', {
    type: 'person',
    firstName: 'Hanna',
    lastName: 'Ortiz',
    email: 'hanna@example.com',
  });
  const items = [
    await api.post<Item>('/items', {
      kind: 'product',
      name: 'Front brake pads',
      sku: 'BP-1',
      price: '90.00',
      taxIds: [tax.id],
    }),
    await api.post<Item>('/items', {
      kind: 'service',
      name: 'Brake labour',
      sku: 'LAB-2',
      price: '65.50',
      taxIds: [tax.id],
    }),
  ];
  const settings: Partial<QuickBooksSettings> = {
    enabled: true,
    sendStatusIds: [statuses.in_progress.id],
    depositAccountId: accountOf('bank').id,
    taxes: [{ taxId: tax.id, quickBooksTaxCode: options.taxCode ?? 'California' }],
    events: { invoiceUpdated: null, paymentCreated: statuses.paid.id, invoiceVoided: statuses.canceled.id },
    ...options.settings,
  };
  await api.put('/integrations/quickbooks/settings', settings);
  await world.settle();
  return { realmId, statuses, cash: accountOf('cash'), bank: accountOf('bank'), client, items, tax, settings };
}

export async function makeInvoice(world: ShopWorld, shop: Shop, more: object = {}): Promise<Invoice> {
  const [pads, labour] = shop.items;
  return world.api.post<Invoice>('/invoices', {
    clientId: shop.client.id,
    issueDate: '2026-03-02',
    lines: [
      { itemId: pads?.id, quantity: '2' },
      { itemId: labour?.id, quantity: '1.5' },
    ],
    ...more,
  });
}

export function moveTo(world: ShopWorld, invoice: { id: string }, status: { id: string }): Promise<Invoice> {
  return world.api.post<Invoice>(`/invoices/${invoice.id}/status`, { statusId: status.id });
}

export function reread(world: ShopWorld, invoice: { id: string }): Promise<Invoice> {
  return world.api.get<Invoice>(`/invoices/${invoice.id}`);
}
