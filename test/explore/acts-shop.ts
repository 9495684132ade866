/** What the people of the shop do. Each act chooses from its own seed among what is there, and tells what it did. */
import type { Id } from '../../src/base/ids.ts';
import type { Invoice, InvoiceLine, LineWrite } from '../../src/contract/invoices.ts';
import { type Act, type ActTable, told } from './act.ts';
import type { Random } from './random.ts';
import type { World } from './world.ts';

async function someInvoice(world: World, random: Random): Promise<Invoice | null> {
  const picked = random.pick(await world.invoices());
  return picked ? world.api.get<Invoice>(`/invoices/${picked.id}`) : null;
}

function dayNear(world: World, random: Random): string {
  const days = random.below(40) - 25;
  return new Date(world.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

function price(random: Random): string {
  return random.one('10', '19.99', '33.33', '0.07', '125.5', '7.77777', '1000');
}

/** `usual`: the taxes that the other lines have. */
function newLine(world: World, random: Random, usual: readonly Id[]): LineWrite {
  const itemId = random.chance(0.85) ? random.pick(world.shop.itemIds) : null;
  const discount = random.chance(0.2)
    ? random.one({ type: 'percent' as const, value: '12.5' }, { type: 'amount' as const, value: '0.05' })
    : null;
  // The same in most invoices: two US codes hold one.
  const taxIds = random.chance(0.85) ? [...usual] : [...(random.pick(world.shop.taxSets) ?? [])];
  return {
    itemId,
    ...(itemId === null ? { name: `Work ${random.below(1000)}`, unitPrice: price(random) } : {}),
    ...(random.chance(0.4) ? { unitPrice: price(random) } : {}),
    quantity: random.one('1', '2', '1.5', '3', '0.333', '10'),
    ...(random.chance(0.3) ? { description: `Note ${random.below(1000)}` } : {}),
    discount,
    ...(random.chance(0.5) ? { taxIds: random.chance(0.8) ? taxIds : [] } : {}),
  };
}

function keepLine(line: InvoiceLine): LineWrite {
  const { id, itemId, name, description, quantity, unitPrice, discount, taxIds } = line;
  return { id, itemId, name, description, quantity, unitPrice, discount, taxIds };
}

const makeInvoice: Act = async (world, random) => {
  const taxSet = random.chance(0.8) ? world.shop.taxSets[0] : random.pick(world.shop.taxSets);
  const lines = Array.from({ length: 1 + random.below(3) }, () => newLine(world, random, taxSet ?? []));
  const discount = random.chance(0.25)
    ? random.one({ type: 'percent' as const, value: '10' }, { type: 'amount' as const, value: '1.01' })
    : null;
  const send = random.chance(0.7);
  const answer = await world.ask<Invoice>('POST', '/invoices', {
    clientId: random.pick(world.shop.clientIds),
    ...(random.chance(0.3) ? { issueDate: dayNear(world, random) } : {}),
    ...(random.chance(0.3) ? { comment: `Thanks ${random.below(1000)}` } : {}),
    discount,
    lines,
    ...(send ? { statusId: world.shop.statuses.in_progress } : {}),
  });
  if (send && answer.status < 300) world.track.wanted.add(answer.body.id);
  return told(`makes invoice ${answer.body?.number} of ${answer.body?.total}${send ? ' in progress' : ''}`, answer);
};

const editHeader: Act = async (world, random) => {
  const invoice = await someInvoice(world, random);
  if (!invoice) return 'has no invoice';
  const patch = random.one<Record<string, unknown>>(
    { comment: `Comment ${random.below(1000)}` },
    { comment: null },
    { dueDate: dayNear(world, random) },
    { issueDate: dayNear(world, random) },
    { number: `N-${random.below(1_000_000)}` },
    { clientId: random.pick(world.shop.clientIds) },
  );
  return told(
    `changes ${JSON.stringify(patch)} of ${invoice.number}`,
    await world.ask('PATCH', `/invoices/${invoice.id}`, patch),
  );
};

const editLines: Act = async (world, random) => {
  const invoice = await someInvoice(world, random);
  if (!invoice) return 'has no invoice';
  const lines = invoice.lines.map(keepLine);
  const index = random.below(lines.length);
  const line = lines[index];
  const how = random.one('add', 'remove', 'quantity', 'price', 'text', 'reorder', 'item', 'insert');
  const usual = invoice.lines.find(({ taxIds }) => taxIds.length > 0)?.taxIds ?? world.shop.taxSets[0] ?? [];
  if (how === 'add') lines.push(newLine(world, random, usual));
  else if (how === 'insert') lines.splice(index, 0, newLine(world, random, usual));
  else if (how === 'remove' && lines.length > 1) lines.splice(index, 1);
  else if (how === 'reorder') lines.reverse();
  else if (line && how === 'quantity') line.quantity = random.one('1', '2', '4', '0.5', '1.25');
  else if (line && how === 'price') line.unitPrice = price(random);
  else if (line && how === 'text') line.description = `Text ${random.below(1000)}`;
  else if (line && how === 'item') {
    line.itemId = random.pick(world.shop.itemIds);
    delete line.name;
  }
  return told(
    `${how} line ${index} of ${invoice.number}`,
    await world.ask('PATCH', `/invoices/${invoice.id}`, { lines }),
  );
};

const editDiscount: Act = async (world, random) => {
  const invoice = await someInvoice(world, random);
  if (!invoice) return 'has no invoice';
  const discount = random.one(
    null,
    { type: 'percent', value: '5' },
    { type: 'amount', value: '0.99' },
    { type: 'percent', value: '33.3' },
  );
  const answer = await world.ask('PATCH', `/invoices/${invoice.id}`, { discount });
  return told(`discounts ${invoice.number} by ${JSON.stringify(discount)}`, answer);
};

const moveStatus: Act = async (world, random) => {
  const invoice = await someInvoice(world, random);
  if (!invoice) return 'has no invoice';
  const group = random.one<keyof World['shop']['statuses']>(
    'in_progress',
    'in_progress',
    'in_progress',
    'paid',
    'new',
    'canceled',
  );
  const answer = await world.ask('POST', `/invoices/${invoice.id}/status`, { statusId: world.shop.statuses[group] });
  if (group === 'in_progress' && invoice.status.group !== group && answer.status < 300)
    world.track.wanted.add(invoice.id);
  // Canceled before it went, it is called off; what went is void, and no longer not synced.
  if (group === 'canceled' && answer.status < 300) world.track.wanted.delete(invoice.id);
  return told(`moves ${invoice.number} to ${group}`, answer);
};

const pressSync: Act = async (world, random) => {
  const invoice = await someInvoice(world, random);
  if (!invoice) return 'has no invoice';
  const answer = await world.ask('POST', `/invoices/${invoice.id}/sync`);
  if (answer.status < 300) world.track.wanted.add(invoice.id);
  return told(`presses Sync on ${invoice.number}`, answer);
};

const unlink: Act = async (world, random) => {
  const invoice = await someInvoice(world, random);
  if (!invoice) return 'has no invoice';
  const answer = await world.ask('POST', `/invoices/${invoice.id}/unlink`);
  if (answer.status < 300) world.track.wanted.delete(invoice.id);
  return told(`unlinks ${invoice.number}`, answer);
};

const deleteInvoice: Act = async (world, random) => {
  const invoice = await someInvoice(world, random);
  if (!invoice) return 'has no invoice';
  const answer = await world.ask('DELETE', `/invoices/${invoice.id}`);
  if (answer.status < 300) world.track.wanted.delete(invoice.id);
  return told(`deletes ${invoice.number}`, answer);
};

const renameClient: Act = async (world, random) => {
  const id = random.pick(world.shop.clientIds);
  const change = random.one(
    { email: `mail${random.below(100)}@example.com` },
    { phone: `555-01${random.below(90) + 10}` },
  );
  return told(`changes client ${JSON.stringify(change)}`, await world.ask('PATCH', `/clients/${id}`, change));
};

export const shopActs: ActTable = {
  makeInvoice: { weight: 14, act: makeInvoice },
  editHeader: { weight: 8, act: editHeader },
  editLines: { weight: 9, act: editLines },
  editDiscount: { weight: 3, act: editDiscount },
  moveStatus: { weight: 9, act: moveStatus },
  pressSync: { weight: 5, act: pressSync },
  unlink: { weight: 1, act: unlink },
  deleteInvoice: { weight: 1, act: deleteInvoice },
  renameClient: { weight: 1, act: renameClient },
};
