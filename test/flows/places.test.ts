/** A location of the shop stands for a location or a class of QuickBooks. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Accountant, accountant } from '../kit/accountant.ts';
import { openShop, reread, type Shop } from '../kit/shop.ts';
import { startWorld, type World } from '../kit/world.ts';

let world: World;
let shop: Shop;
let books: Accountant;
let north: { id: string };
let south: { id: string };

beforeAll(async () => {
  world = await startWorld();
  shop = await openShop(world);
  books = accountant(world, shop);
  north = await world.api.post('/locations', { name: 'North' });
  south = await world.api.post('/locations', { name: 'South' });
});
afterAll(() => world.stop());

const places = (...locations: object[]) =>
  world.api.put('/integrations/quickbooks/settings', { ...shop.settings, locations });
const classesByLine = (ClassTrackingPerTxnLine: boolean) =>
  books.act('update', 'Preferences', {
    Id: '1',
    AccountingInfoPrefs: { ClassTrackingPerTxnLine, ClassTrackingPerTxn: !ClassTrackingPerTxnLine },
  });

test('7.3 as a location there; an invoice of a location without a row has none', async () => {
  await places({ locationId: north.id, quickBooksDepartmentId: '2' });
  const [made, other] = [await books.synced({ locationId: north.id }), await books.synced({ locationId: south.id })];
  expect(books.there(made)).toMatchObject({ DepartmentRef: { value: '2' } });
  expect(books.there(other)?.DepartmentRef).toBeUndefined();
  await books.agree(made, other);
});

test('7.4 as a class there, of the document or of each of its lines, as the company keeps them', async () => {
  await places({ locationId: south.id, quickBooksClassId: '1' });
  const lines = await books.synced({ locationId: south.id });
  expect(books.linesOf(lines).map((line) => line.SalesItemLineDetail?.ClassRef?.value)).toEqual(['1', '1']);
  classesByLine(false);
  await world.settle();
  const whole = await books.synced({ locationId: south.id });
  expect(books.there(whole)).toMatchObject({ ClassRef: { value: '1' } });
  await books.agree(lines, whole);
  classesByLine(true);
  await world.settle();
});

test('7.5 another location here, later, changes nothing there: the accountant may have chosen another one', async () => {
  await places(
    { locationId: north.id, quickBooksDepartmentId: '2' },
    { locationId: south.id, quickBooksDepartmentId: '1' },
  );
  const made = await books.synced({ locationId: north.id });
  world.simulator.control.resetRequests();
  await world.api.patch(`/invoices/${made.id}`, { locationId: south.id });
  await world.settle();
  expect(books.written()).toEqual([]);
  expect((await reread(world, made)).sync.state).toBe('synced');
  expect(books.there(made)).toMatchObject({ DepartmentRef: { value: '2' } });
});
