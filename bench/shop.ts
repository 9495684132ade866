/** A connected shop with a catalogue, and invoices of three lines with a payment each, as many as a part asks for. */
import { dateIn } from '../src/base/clock.ts';
import type { Client, Item } from '../src/contract/catalog.ts';
import { createInvoice } from '../src/shop/create-invoice.ts';
import { recordPayment } from '../src/shop/record-payment.ts';
import { openShop, type Shop } from '../test/kit/shop.ts';
import type { World } from './world.ts';

export interface BenchShop extends Shop {
  clients: Client[];
  catalogue: Item[];
}

export interface DraftLine {
  item: number;
  quantity: number;
}

export const clientName = (index: number) => `Fleet ${index}`;
export const itemName = (index: number) => `Part ${index}`;
/** In cents, so that a script's arithmetic is exact too. */
export const priceInCents = (index: number) => 1035 + 100 * index;

/** The three lines of the invoice with that index. */
export function linesOf(index: number, items: number): DraftLine[] {
  return [0, 1, 2].map((line) => ({ item: (index * 3 + line) % items, quantity: line + 1 }));
}

export async function openBenchShop(world: World, wish: { clients: number; items: number }): Promise<BenchShop> {
  const shop = await openShop(world);
  const clients: Client[] = [];
  const catalogue: Item[] = [];
  for (let index = 0; index < wish.clients; index += 1) {
    clients.push(await world.api.post<Client>('/clients', { type: 'organization', name: clientName(index) }));
  }
  for (let index = 0; index < wish.items; index += 1) {
    const price = (priceInCents(index) / 100).toFixed(2);
    catalogue.push(await world.api.post<Item>('/items', { kind: 'service', name: itemName(index), price, taxIds: [] }));
  }
  return { ...shop, clients, catalogue };
}

const perTransaction = 50;

/** By the shop's own commands, many in a transaction; answers their ids. */
export async function makeInvoices(
  world: World,
  shop: BenchShop,
  { count, paid }: { count: number; paid: boolean },
): Promise<string[]> {
  const { clients, catalogue } = shop;
  const now = world.clock.now();
  const context = { companyId: world.companyId, actor: { type: 'system' as const, name: 'bench' }, now };
  const issueDate = dateIn('America/Los_Angeles', now);
  const ids: string[] = [];
  for (let start = 0; start < count; start += perTransaction) {
    await world.database.write(world.companyId, async (tx) => {
      for (let index = start; index < Math.min(count, start + perTransaction); index += 1) {
        const lines = linesOf(index, catalogue.length).map(({ item, quantity }) => ({
          itemId: catalogue[item]?.id,
          quantity: String(quantity),
        }));
        const clientId = clients[index % clients.length]?.id ?? '';
        const invoice = await createInvoice(tx, context, { clientId, issueDate, lines });
        if (paid) await recordPayment(tx, context, invoice.id, { accountId: shop.cash.id, amount: invoice.total });
        ids.push(invoice.id);
      }
    });
  }
  return ids;
}
