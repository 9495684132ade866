/** What the accountant does to invoices, people and items in QuickBooks. What it notes there must survive all that follows. */
import type { JsonObject } from '../../src/simulator/json.ts';
import { QuickBooksFault } from '../../src/simulator/wire/fault.ts';
import type { Act, ActTable } from './act.ts';
import type { Random } from './random.ts';
import type { World } from './world.ts';

type Operation = 'create' | 'update' | 'void' | 'delete';

/** What QuickBooks refuses to the accountant did not happen. */
export function act(
  world: World,
  entity: string,
  operation: Operation,
  body: JsonObject,
): { record: JsonObject | null; said: string } {
  try {
    return {
      record: world.control.act(world.realmId, { entity, operation, body, allowDuplicateNumber: true }),
      said: '',
    };
  } catch (error) {
    if (!(error instanceof QuickBooksFault)) throw error;
    return { record: null, said: ` (refused ${error.code} ${error.message})` };
  }
}

/** What was deleted while the answer to its making was lost cannot be found again: it is made anew. */
export function deleteRecord(world: World, entity: string, { Id }: JsonObject): string {
  const { record, said } = act(world, entity, 'delete', { Id });
  if (record) world.track.deleted.set(`${entity}/${Id}`, world.control.requests().length);
  return said;
}

export function openInvoices(world: World): JsonObject[] {
  return world.control.list(world.realmId, 'Invoice').filter((invoice) => !isVoid(invoice));
}

export function isVoid(record: JsonObject): boolean {
  return typeof record.PrivateNote === 'string' && record.PrivateNote.startsWith('Voided');
}

export function dayIn(world: World, random: Random): string {
  const days = random.below(40) - 25;
  return new Date(world.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

function linesOf(invoice: JsonObject): JsonObject[] {
  return Array.isArray(invoice.Line) ? (invoice.Line as JsonObject[]) : [];
}

const editHeader: Act = async (world, random) => {
  const invoice = random.pick(openInvoices(world));
  if (!invoice) return 'books: has no invoice';
  const note = `Note ${random.below(1_000_000)}`;
  const customers = world.control.list(world.realmId, 'Customer').filter((customer) => customer.Active === true);
  const change = random.one<JsonObject>(
    { CustomerMemo: { value: `Memo ${random.below(1000)}` } },
    { DueDate: dayIn(world, random) },
    { TxnDate: dayIn(world, random) },
    { PrivateNote: note },
    { PrivateNote: note },
    { DocNumber: `B-${random.below(1_000_000)}` },
    { CustomerRef: { value: String(random.pick(customers)?.Id) } },
    { CustomerMemo: { value: `Memo ${random.below(1000)}` }, PrivateNote: note },
  );
  const { record, said } = act(world, 'Invoice', 'update', { Id: invoice.Id, ...change });
  if (record && 'PrivateNote' in change) world.track.notes.set(`Invoice/${invoice.Id}`, note);
  return `books: changes ${JSON.stringify(change)} of ${invoice.DocNumber}${said}`;
};

const editLines: Act = async (world, random) => {
  const invoice = random.pick(openInvoices(world));
  if (!invoice) return 'books: has no invoice';
  const lines = linesOf(invoice).filter((line) => line.DetailType !== 'SubTotalLineDetail');
  const sales = lines.filter((line) => line.DetailType === 'SalesItemLineDetail');
  const line = random.pick(sales);
  if (!line) return 'books: has no line';
  const detail = line.SalesItemLineDetail as JsonObject;
  const how = random.one('quantity', 'price', 'text', 'remove', 'add', 'serviceDate', 'reorder', 'item');
  let Line = lines;
  if (how === 'quantity' || how === 'price') {
    const Qty = how === 'quantity' ? random.one(1, 2, 5) : 1;
    const UnitPrice = how === 'price' ? random.one(12.5, 99.99, 5) : 20;
    Object.assign(line, {
      Amount: Math.round(Qty * UnitPrice * 100) / 100,
      SalesItemLineDetail: { ...detail, Qty, UnitPrice },
    });
  } else if (how === 'text') line.Description = `Accountant ${random.below(1000)}`;
  else if (how === 'remove') Line = sales.length > 1 ? lines.filter((other) => other !== line) : lines;
  else if (how === 'serviceDate') line.SalesItemLineDetail = { ...detail, ServiceDate: dayIn(world, random) };
  else if (how === 'reorder') Line = [...lines].reverse();
  else if (how === 'item') line.SalesItemLineDetail = { ...detail, ItemRef: { value: random.one('1', '3', '4') } };
  else {
    const { Id: _id, LineNum: _num, ...copy } = line;
    Line = [...lines, { ...copy, Description: `Added ${random.below(1000)}` }];
  }
  const { record, said } = act(world, 'Invoice', 'update', { Id: invoice.Id, Line });
  if (record && how === 'serviceDate') {
    const given = (line.SalesItemLineDetail as JsonObject).ServiceDate;
    world.track.serviceDates.set(`${invoice.Id}/${line.Id}`, String(given));
  }
  return `books: ${how} line ${line.Id} of ${invoice.DocNumber}${said}`;
};

const editDiscount: Act = async (world, random) => {
  const invoice = random.pick(openInvoices(world));
  if (!invoice) return 'books: has no invoice';
  const lines = linesOf(invoice).filter(
    (line) => !['SubTotalLineDetail', 'DiscountLineDetail'].includes(String(line.DetailType)),
  );
  const discount = random.one<JsonObject | null>(
    null,
    { DetailType: 'DiscountLineDetail', DiscountLineDetail: { PercentBased: true, DiscountPercent: 15 } },
    { DetailType: 'DiscountLineDetail', Amount: 2.5, DiscountLineDetail: { PercentBased: false } },
  );
  const { said } = act(world, 'Invoice', 'update', {
    Id: invoice.Id,
    Line: discount ? [...lines, discount] : lines,
    ApplyTaxAfterDiscount: true,
  });
  return `books: discount ${JSON.stringify(discount?.DiscountLineDetail ?? null)} on ${invoice.DocNumber}${said}`;
};

const voidInvoice: Act = async (world, random) => {
  const invoice = random.pick(openInvoices(world));
  if (!invoice) return 'books: has no invoice';
  return `books: voids ${invoice.DocNumber}${act(world, 'Invoice', 'void', { Id: invoice.Id }).said}`;
};

const deleteInvoice: Act = async (world, random) => {
  const invoice = random.pick(openInvoices(world));
  if (!invoice) return 'books: has no invoice';
  return `books: deletes ${invoice.DocNumber}${deleteRecord(world, 'Invoice', invoice)}`;
};

const editCustomer: Act = async (world, random) => {
  const customer = random.pick(world.control.list(world.realmId, 'Customer'));
  if (!customer) return 'books: has no customer';
  const change = random.one<JsonObject>(
    { DisplayName: `Renamed ${random.below(1_000_000)}` },
    { Active: customer.Active !== true },
    { Notes: `About ${random.below(1000)}` },
  );
  return `books: changes ${JSON.stringify(change)} of customer ${customer.Id}${act(world, 'Customer', 'update', { Id: customer.Id, ...change }).said}`;
};

const editItem: Act = async (world, random) => {
  const item = random.pick(world.control.list(world.realmId, 'Item'));
  if (!item) return 'books: has no item';
  const change = random.one<JsonObject>(
    { Name: `Item ${random.below(1_000_000)}` },
    { Active: item.Active !== true },
    { UnitPrice: 7 },
  );
  return `books: changes ${JSON.stringify(change)} of item ${item.Id}${act(world, 'Item', 'update', { Id: item.Id, ...change }).said}`;
};

const closeBooks: Act = async (world, random) => {
  const date = random.one(null, null, '2026-02-15', '2026-02-28', '2026-03-02');
  world.control.setClosingDate(world.realmId, date);
  world.track.closings.push(world.control.requests().length);
  return `books: closes them to ${date}`;
};

export const booksActs: ActTable = {
  booksEditHeader: { weight: 8, act: editHeader },
  booksEditLines: { weight: 8, act: editLines },
  booksEditDiscount: { weight: 2, act: editDiscount },
  booksVoidInvoice: { weight: 2, act: voidInvoice },
  booksDeleteInvoice: { weight: 2, act: deleteInvoice },
  booksEditCustomer: { weight: 2, act: editCustomer },
  booksEditItem: { weight: 2, act: editItem },
  booksClose: { weight: 1, act: closeBooks },
};
