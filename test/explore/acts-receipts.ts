/** What the accountant does with money in QuickBooks: receives it, spreads it, corrects it, takes it back. */
import type { JsonObject } from '../../src/simulator/json.ts';
import type { Act, ActTable } from './act.ts';
import { act, dayIn, deleteRecord, isVoid, openInvoices } from './acts-books.ts';
import type { World } from './world.ts';

const refOf = (value: unknown) => String((value as { value?: unknown } | undefined)?.value ?? '');

function cents(amount: number): number {
  return Math.round(amount * 100) / 100;
}

function unpaid(world: World): JsonObject[] {
  return openInvoices(world).filter((invoice) => Number(invoice.Balance) > 0);
}

function payments(world: World): JsonObject[] {
  return world.control
    .list(world.realmId, 'Payment')
    .filter((payment) => !isVoid(payment) && Number(payment.TotalAmt) > 0);
}

function lineOn(invoice: JsonObject, Amount: number): JsonObject {
  return { Amount, LinkedTxn: [{ TxnId: String(invoice.Id), TxnType: 'Invoice' }] };
}

const pay: Act = async (world, random) => {
  const invoice = random.pick(unpaid(world));
  if (!invoice) return 'books: nothing is due';
  const Amount = cents(Number(invoice.Balance) * random.one(1, 1, 0.5, 0.3));
  const extra = random.chance(0.15) ? 10 : 0;
  const body = {
    CustomerRef: { value: refOf(invoice.CustomerRef) },
    TotalAmt: cents(Amount + extra),
    PaymentRefNum: `P${random.below(1_000_000_000)}`,
    Line: [lineOn(invoice, Amount)],
    ...(random.chance(0.3) ? { TxnDate: dayIn(world, random) } : {}),
  };
  const { record, said } = act(world, 'Payment', 'create', body);
  return `books: payment ${record?.Id ?? ''} of ${body.TotalAmt}, ${Amount} of it on ${invoice.DocNumber}${said}`;
};

const paySeveral: Act = async (world, random) => {
  const first = random.pick(unpaid(world));
  if (!first) return 'books: nothing is due';
  const same = unpaid(world)
    .filter((invoice) => refOf(invoice.CustomerRef) === refOf(first.CustomerRef))
    .slice(0, 3);
  const lines = same.map((invoice) => lineOn(invoice, cents(Number(invoice.Balance) * random.one(1, 0.5))));
  const TotalAmt = cents(lines.reduce((total, line) => total + Number(line.Amount), 0));
  const body = {
    CustomerRef: { value: refOf(first.CustomerRef) },
    TotalAmt,
    PaymentRefNum: `S${random.below(1_000_000_000)}`,
    Line: lines,
  };
  const { record, said } = act(world, 'Payment', 'create', body);
  return `books: payment ${record?.Id ?? ''} of ${TotalAmt} over ${same.map((invoice) => invoice.DocNumber).join(', ')}${said}`;
};

/** The same payment pays a little of another invoice too. */
function spreadOver(total: number, lines: readonly JsonObject[], target: JsonObject): JsonObject {
  const part = cents(Math.min(10, Number(target.Balance)));
  const others = lines.filter((line) => idOf(line) !== target.Id);
  const own = lines.find((line) => idOf(line) === target.Id);
  return { TotalAmt: cents(total + part), Line: [...others, lineOn(target, cents(Number(own?.Amount ?? 0) + part))] };
}

function idOf(line: JsonObject): unknown {
  return Array.isArray(line.LinkedTxn) ? (line.LinkedTxn as JsonObject[])[0]?.TxnId : undefined;
}

const changePayment: Act = async (world, random) => {
  const payment = random.pick(payments(world));
  if (!payment) return 'books: has no payment';
  const lines = (Array.isArray(payment.Line) ? payment.Line : []) as JsonObject[];
  const total = Number(payment.TotalAmt);
  const how = random.one('less', 'more', 'unapply', 'move', 'spread', 'date', 'note', 'reference');
  const note = `Receipt ${random.below(1_000_000)}`;
  const target = random.pick(
    unpaid(world).filter((invoice) => refOf(invoice.CustomerRef) === refOf(payment.CustomerRef)),
  );
  const bodies: Record<string, JsonObject> = {
    less: {
      TotalAmt: cents(total / 2),
      Line: lines.map((line) => ({ ...line, Amount: Math.floor(Number(line.Amount) * 50) / 100 })),
    },
    more: { TotalAmt: cents(total + 5), Line: lines },
    unapply: { TotalAmt: total, Line: [] },
    move: { TotalAmt: total, Line: target ? [lineOn(target, Math.min(total, Number(target.Balance)))] : lines },
    spread: target ? spreadOver(total, lines, target) : { TotalAmt: total, Line: lines },
    date: { TxnDate: dayIn(world, random) },
    note: { PrivateNote: note },
    reference: { PaymentRefNum: `C${random.below(1_000_000_000)}` },
  };
  const { record, said } = act(world, 'Payment', 'update', { Id: payment.Id, ...bodies[how] });
  if (record && how === 'note') world.track.notes.set(`Payment/${payment.Id}`, note);
  return `books: ${how} payment ${payment.Id} of ${total}${['move', 'spread'].includes(how) ? ` to ${target?.DocNumber}` : ''}${said}`;
};

const voidPayment: Act = async (world, random) => {
  const payment = random.pick(payments(world));
  if (!payment) return 'books: has no payment';
  return `books: voids payment ${payment.Id} of ${payment.TotalAmt}${act(world, 'Payment', 'void', { Id: payment.Id }).said}`;
};

const deletePayment: Act = async (world, random) => {
  const payment = random.pick(world.control.list(world.realmId, 'Payment'));
  if (!payment) return 'books: has no payment';
  return `books: deletes payment ${payment.Id} of ${payment.TotalAmt}${deleteRecord(world, 'Payment', payment)}`;
};

const creditMemo: Act = async (world, random) => {
  const invoice = random.pick(unpaid(world));
  if (!invoice) return 'books: nothing is due';
  const Amount = cents(Number(invoice.Balance) * random.one(1, 0.5, 0.1));
  if (Amount <= 0) return 'books: nothing is due';
  const CustomerRef = { value: refOf(invoice.CustomerRef) };
  const TaxCodeRef = { value: world.shop.kind === 'uk' ? '10' : 'NON' };
  const Line = [
    { DetailType: 'SalesItemLineDetail', Amount, SalesItemLineDetail: { ItemRef: { value: '1' }, TaxCodeRef } },
  ];
  const memo = act(world, 'CreditMemo', 'create', { CustomerRef, Line });
  if (!memo.record) return `books: credit memo${memo.said}`;
  const used = { Amount, LinkedTxn: [{ TxnId: String(memo.record.Id), TxnType: 'CreditMemo' }] };
  const money = random.chance(0.3) && Number(invoice.Balance) - Amount >= 1 ? 1 : 0;
  const applied = act(world, 'Payment', 'create', {
    CustomerRef,
    TotalAmt: money,
    Line: [lineOn(invoice, cents(Amount + money)), used],
  });
  return `books: credit memo of ${Amount} and ${money} on ${invoice.DocNumber}${applied.said}`;
};

export const receiptActs: ActTable = {
  booksPay: { weight: 7, act: pay },
  booksPaySeveral: { weight: 3, act: paySeveral },
  booksChangePayment: { weight: 5, act: changePayment },
  booksVoidPayment: { weight: 2, act: voidPayment },
  booksDeletePayment: { weight: 2, act: deletePayment },
  booksCreditMemo: { weight: 2, act: creditMemo },
};
