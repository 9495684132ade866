/** Both sides edit at once: what is merged field by field and line by line, and what a person is asked. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Invoice } from '../../src/contract/invoices.ts';
import { type Accountant, accountant, type BooksLine } from '../kit/accountant.ts';
import { openShop, reread, type Shop } from '../kit/shop.ts';
import { startWorld, type World } from '../kit/world.ts';

let world: World;
let shop: Shop;
let books: Accountant;
let made: Invoice;

beforeAll(async () => {
  world = await startWorld();
  shop = await openShop(world);
  books = accountant(world, shop);
});
afterAll(() => world.stop());
beforeEach(async () => {
  made = await books.synced();
});

const here = (patch: object) => world.api.patch(`/invoices/${made.id}`, patch);
const lines = () => made.lines.map(({ id, itemId, quantity, unitPrice }) => ({ id, itemId, quantity, unitPrice }));
const fluid = { name: 'Brake fluid', unitPrice: '12.50', taxIds: [] };

function priced(line: BooksLine | undefined, quantity: number, price: number): object {
  const detail = { ...line?.SalesItemLineDetail, Qty: quantity, UnitPrice: price };
  return { ...line, Amount: Math.round(quantity * price * 100) / 100, SalesItemLineDetail: detail };
}

/** A sales line as the accountant adds it. */
function added(description: string, price: number): object {
  const detail = { ItemRef: { value: '1' }, Qty: 1, UnitPrice: price, TaxCodeRef: { value: 'NON' } };
  return { DetailType: 'SalesItemLineDetail', Description: description, Amount: price, SalesItemLineDetail: detail };
}

async function conflicts(): Promise<string[]> {
  const [issue] = await books.issues(made);
  return issue?.conflict?.fields.map(({ path }) => path.replace(/[0-9a-f-]{36}/, 'LINE')) ?? [];
}

test('2.43 the same change on both sides is agreed, without a question and without a write', async () => {
  books.edit(made, { DueDate: '2026-05-17', CustomerMemo: { value: 'By phone' } });
  await here({ dueDate: '2026-05-17', comment: 'By phone' });
  world.simulator.control.resetRequests();
  await world.settle();
  expect(books.written()).toEqual([]);
  await books.agree(made);
});

test('2.44 one line is edited here, another one there: both hold', async () => {
  const [pads, labour] = books.linesOf(made);
  books.editLines(made, [pads ?? {}, priced(labour, 4, 65.5)]);
  const [first, second] = lines();
  await here({ lines: [{ ...first, quantity: '5' }, second] });
  await world.settle();
  expect((await reread(world, made)).lines.map((line) => line.quantity)).toEqual(['5', '4']);
  await books.agree(made);
});

test('2.45 of one line the text is edited here and the price there: both hold', async () => {
  const [pads, labour] = books.linesOf(made);
  books.editLines(made, [priced(pads, 2, 99), labour ?? {}]);
  const [first, second] = lines();
  await here({ lines: [{ ...first, description: 'Ceramic' }, second] });
  await world.settle();
  expect((await reread(world, made)).lines[0]).toMatchObject({ description: 'Ceramic', unitPrice: '99' });
  expect(books.linesOf(made)[0]).toMatchObject({ Description: 'Ceramic', SalesItemLineDetail: { UnitPrice: 99 } });
  await books.agree(made);
});

test('2.46 a line is added on each side: both stay', async () => {
  books.editLines(made, [...books.linesOf(made), added('Towing', 80)]);
  await here({ lines: [...lines(), fluid] });
  await world.settle();
  const amounts = ['12.50', '180.00', '80.00', '98.25'];
  expect((await reread(world, made)).lines.map((line) => line.amount).sort()).toEqual(amounts);
  expect(books.linesOf(made).length).toBe(4);
  await books.agree(made);
});

test('2.57 one line is removed here, another one edited there: both hold', async () => {
  const [pads, labour] = books.linesOf(made);
  books.editLines(made, [priced(pads, 3, 90), labour ?? {}]);
  const [first] = lines();
  await here({ lines: [first] });
  await world.settle();
  expect((await reread(world, made)).lines.map((line) => line.quantity)).toEqual(['3']);
  expect(books.linesOf(made)).toHaveLength(1);
  await books.agree(made);
});

test.each(['take_shop', 'take_quickbooks'])(
  '2.58 each side removes another line, and none would be left: a question over both, payments go on; %s',
  async (answer) => {
    const [, labour] = books.linesOf(made);
    books.editLines(made, [labour ?? {}]);
    books.pay(20, [made, 20]);
    const [first] = lines();
    await here({ lines: [first] });
    await world.settle();
    expect(await conflicts()).toEqual(['lines.LINE', 'lines.LINE']);
    expect(await reread(world, made)).toMatchObject({ paid: '20.00' });
    await books.resolve(made, answer);
    const left = answer === 'take_shop' ? first : lines()[1];
    expect((await reread(world, made)).lines).toMatchObject([{ itemId: left?.itemId }]);
    expect(books.linesOf(made)).toHaveLength(1);
    await books.agree(made);
  },
);

test('2.47 a line that is removed here and edited there is one question, over the whole line', async () => {
  const [pads, labour] = books.linesOf(made);
  books.editLines(made, [priced(pads, 3, 99), labour ?? {}]);
  await here({ lines: lines().slice(1) });
  await world.settle();
  expect(await conflicts()).toEqual(['lines.LINE']);
  await books.resolve(made, 'take_quickbooks');
  expect((await reread(world, made)).lines.map((line) => line.amount)).toEqual(['297.00', '98.25']);
  await books.agree(made);
});

test('2.48 a line that is removed there and edited here is one question, over the whole line', async () => {
  const [, labour] = books.linesOf(made);
  books.editLines(made, [labour ?? {}]);
  const [first, second] = lines();
  await here({ lines: [{ ...first, quantity: '7' }, second] });
  await world.settle();
  expect(await conflicts()).toEqual(['lines.LINE']);
  await books.resolve(made, 'take_shop');
  expect(books.linesOf(made).map((line) => line.Amount)).toEqual([630, 98.25]);
  await books.agree(made);
});

test('2.49 a line that both sides removed is gone, without a question', async () => {
  const [, labour] = books.linesOf(made);
  books.editLines(made, [labour ?? {}]);
  await here({ lines: lines().slice(1) });
  await world.settle();
  expect((await reread(world, made)).lines.length).toBe(1);
  await books.agree(made);
});

test('2.50 lines put in another order there while others are edited and added here', async () => {
  const [pads, labour] = books.linesOf(made);
  books.editLines(made, [labour ?? {}, pads ?? {}]);
  const [first, second] = lines();
  await here({ lines: [{ ...first, quantity: '5' }, second, fluid] });
  await world.settle();
  expect((await reread(world, made)).lines.map((line) => line.amount)).toEqual(['98.25', '12.50', '450.00']);
  expect(books.linesOf(made).map((line) => line.Amount)).toEqual([98.25, 12.5, 450]);
  await books.agree(made);
});

test('2.51 lines put in different orders on both sides are a question', async () => {
  await here({ lines: [...lines(), fluid] });
  await world.settle();
  const [pads, labour, third] = books.linesOf(made);
  books.editLines(made, [third ?? {}, pads ?? {}, labour ?? {}]);
  const [one, two, three] = (await reread(world, made)).lines.map(({ id }) => ({ id }));
  await here({ lines: [two, one, three] });
  await world.settle();
  const [issue] = await books.issues(made);
  expect(issue?.conflict?.fields).toMatchObject([
    {
      path: 'order',
      base: 'Front brake pads, Brake labour, Brake fluid',
      shop: 'Brake labour, Front brake pads, Brake fluid',
      quickBooks: 'Brake fluid, Front brake pads, Brake labour',
    },
  ]);
  await books.resolve(made, 'take_shop');
  expect(books.linesOf(made).map((line) => line.Amount)).toEqual([98.25, 180, 12.5]);
  await books.agree(made);
});

test('2.54 a conflict shows the totals of both sides, and one answer for the whole settles it', async () => {
  const [pads, labour] = books.linesOf(made);
  books.editLines(made, [priced(pads, 3, 90), labour ?? {}]);
  const [first, second] = lines();
  await here({ lines: [{ ...first, quantity: '5' }, second] });
  await world.settle();
  const now = await reread(world, made);
  const [issue] = await books.issues(made);
  expect(issue?.conflict).toMatchObject({
    fields: [{ base: '2', shop: '5', quickBooks: '3' }],
    totals: { shop: now.total, quickBooks: String(books.there(made)?.TotalAmt) },
  });
  await books.resolve(made, 'take_shop');
  expect(books.linesOf(made)[0]).toMatchObject({ SalesItemLineDetail: { Qty: 5 } });
  await books.agree(made);
});

test('2.39 an item and a kind of line that only QuickBooks has survive an edit of ours', async () => {
  const [pads, labour] = books.linesOf(made);
  const filter = {
    ...added('Cabin air filter', 24.5),
    SalesItemLineDetail: { ItemRef: { value: '6' }, Qty: 1, UnitPrice: 24.5, TaxCodeRef: { value: 'NON' } },
  };
  const note = { DetailType: 'DescriptionOnly', Description: 'Warranty: two years' };
  books.editLines(made, [pads ?? {}, labour ?? {}, filter, note]);
  await world.settle();
  const copied = await reread(world, made);
  const [first, ...rest] = copied.lines.map(({ id }) => ({ id }));
  await here({ lines: [{ ...first, quantity: '5' }, ...rest] });
  await world.settle();
  const raw = (books.there(made)?.Line ?? []) as unknown as BooksLine[];
  expect(raw.filter((line) => line.DetailType === 'DescriptionOnly').map((line) => line.Description)).toEqual([
    'Warranty: two years',
  ]);
  expect(books.linesOf(made)[2]?.SalesItemLineDetail?.ItemRef?.value).toBe('6');
  await books.agree(made);
});

test('2.52 a line added there while edits are not copied survives ours, and is copied once they are', async () => {
  await world.api.put('/integrations/quickbooks/settings', { ...shop.settings, copyEdits: false });
  books.editLines(made, [...books.linesOf(made), added('Towing', 80)]);
  await world.settle();
  const [first, second] = lines();
  await here({ lines: [{ ...first, quantity: '5' }, second] });
  await world.settle();
  expect(books.linesOf(made).map((line) => line.Amount)).toEqual([450, 98.25, 80]);
  expect((await books.issues(made)).map(({ code }) => code)).toEqual(['total_mismatch']);
  await world.api.put('/integrations/quickbooks/settings', shop.settings);
  await world.settle();
  expect((await reread(world, made)).lines.map((line) => line.amount)).toEqual(['450.00', '98.25', '80.00']);
  await books.agree(made);
});

test('2.61 edits that are not copied outlast what else is agreed or written, and are copied once they may be', async () => {
  await world.api.put('/integrations/quickbooks/settings', { ...shop.settings, copyEdits: false });
  const [pads, labour] = books.linesOf(made);
  books.editLines(made, [pads ?? {}, priced(labour, 3, 65.5), added('Towing', 80)]);
  books.edit(made, { CustomerMemo: { value: 'Only there' }, DueDate: '2026-08-01' });
  await here({ dueDate: '2026-08-01' });
  await world.settle();
  const [first, second] = lines();
  for (const quantity of ['4', '5']) {
    await here({ lines: [{ ...first, quantity }, second] });
    await world.settle();
  }
  expect(books.linesOf(made).map((line) => line.Amount)).toEqual([450, 196.5, 80]);
  expect(await reread(world, made)).toMatchObject({ comment: null, lines: [{}, { quantity: '1.5' }] });
  await world.api.put('/integrations/quickbooks/settings', shop.settings);
  await world.settle();
  const after = await reread(world, made);
  expect(after.lines.map((line) => line.amount)).toEqual(['450.00', '196.50', '80.00']);
  expect(after.comment).toBe('Only there');
  await books.agree(made);
});
