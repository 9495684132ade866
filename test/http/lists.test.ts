/** The lists that a company keeps: made, read, changed field by field, and gone; each by the same five routes. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from './start-app.ts';

let app: TestApp;
let roleId: string;
beforeAll(async () => {
  app = await startApp();
  roleId = (await app.send('GET', '/roles')).body.items[3].id;
});
afterAll(() => app.close());

describe('each list', () => {
  test.each([
    ['/clients', { type: 'organization', name: 'Hull', email: 'h@x.co', address: { city: 'Hull' } }, { phone: '1' }],
    ['/items', { kind: 'product', name: 'Oil', sku: 'O-1', price: '9.99' }, { sku: null }],
    ['/taxes', { name: 'VAT', code: 'VAT20', rate: '20', inclusive: true, compound: true }, { name: 'TVA' }],
    ['/locations', { name: 'Harbour', address: { line1: '1 Quay' } }, { name: 'Port' }],
    ['/payment-methods', { name: 'Cheque' }, { active: false }],
    ['/invoice-statuses', { name: 'Waiting', group: 'in_progress', requiresComment: true }, { timeLimitHours: 24 }],
    ['/accounts', { name: 'Till 2', kind: 'cash' }, { name: 'Till 3' }],
    ['/roles', { name: 'Clerk', permissions: ['invoices.view'] }, { name: 'Clerks' }],
    ['/employees', { email: 'g@x.co', name: 'Grace', roleId: 'ROLE', password: 'long enough' }, { name: 'Grace H.' }],
    ['/api-keys', { name: 'Till', expiresAt: '2027-01-01T00:00:00Z' }, { name: 'Till 2' }],
  ])('%s', async (path, input, patch) => {
    const body = JSON.parse(JSON.stringify(input).replace('ROLE', roleId));
    const made = await app.send('POST', path, body);
    expect(made.status).toBe(201);
    const { key: _, ...shown } = made.body;
    const { password: __, ...stated } = body;
    if (stated.expiresAt) stated.expiresAt = '2027-01-01T00:00:00.000Z';
    expect(shown).toMatchObject(stated);
    expect((await app.send('GET', `${path}/${shown.id}`)).body).toEqual(shown);
    expect((await app.send('GET', `${path}?limit=200`)).body.items).toContainEqual(shown);
    const changed = await app.send('PATCH', `${path}/${shown.id}`, patch);
    // What is not stated stays, whatever a new one would get for it.
    expect(changed.body).toEqual({ ...shown, ...patch });
    expect((await app.send('PATCH', `${path}/${shown.id}`, {})).body).toEqual(changed.body);
    expect((await app.send('DELETE', `${path}/${shown.id}`)).status).toBe(204);
    const gone = await app.send('GET', `${path}/${shown.id}`);
    expect(gone.status === 404 || gone.body.active === false || gone.body.revokedAt !== null).toBe(true);
  });

  test('is given in pages', async () => {
    for (const code of ['A', 'B', 'C', 'D', 'E']) await app.send('POST', '/taxes', { name: code, code, rate: '1' });
    const one = (await app.send('GET', '/taxes?limit=3')).body;
    const two = (await app.send('GET', `/taxes?limit=3&cursor=${one.nextCursor}`)).body;
    expect([...one.items, ...two.items].map((tax: { name: string }) => tax.name)).toEqual(['A', 'B', 'C', 'D', 'E']);
    expect(two.nextCursor).toBeNull();
  });
});

test('a client is called by first and last name, or by its own', async () => {
  const { body } = await app.send('POST', '/clients', { firstName: 'Ada', lastName: 'King' });
  expect(body.name).toBe('Ada King');
  expect((await app.send('PATCH', `/clients/${body.id}`, { lastName: 'Lovelace' })).body.name).toBe('Ada Lovelace');
  expect((await app.send('POST', '/clients', {})).body.errors[0].path).toBe('firstName');
  expect((await app.send('POST', '/clients', { type: 'organization' })).body.errors[0].path).toBe('name');
});

test('a tax code is taken whatever its case', async () => {
  await app.send('POST', '/taxes', { name: 'X', code: 'Tva', rate: '1' });
  const again = await app.send('POST', '/taxes', { name: 'X', code: 'tVA', rate: '1' });
  expect(again).toMatchObject({ status: 409, body: { code: 'duplicate', errors: [{ path: 'code' }] } });
});

test('a line is changed field by field', async () => {
  const client = await app.send('POST', '/clients', { firstName: 'Ada' });
  const line = {
    name: 'Repair',
    description: 'Brakes',
    quantity: '3',
    unitPrice: '10',
    discount: { type: 'percent', value: '10' },
  };
  const made = (await app.send('POST', '/invoices', { clientId: client.body.id, lines: [line, line] })).body;
  const [first, second] = made.lines;
  const patch = {
    lines: [
      { id: second.id, unitPrice: '20' },
      { name: 'New', unitPrice: '1' },
      { id: first.id, discount: null },
    ],
  };
  const { body } = await app.send('PATCH', `/invoices/${made.id}`, patch);
  expect(body.lines).toMatchObject([
    { ...second, unitPrice: '20', amount: '54.00' },
    { name: 'New', quantity: '1', amount: '1.00' },
    { ...first, discount: null, amount: '30.00' },
  ]);
  const history = (await app.send('GET', `/invoices/${made.id}/history`)).body.items;
  expect(history[0].changes).toEqual(
    expect.arrayContaining([
      { field: 'lines.0.unitPrice', from: '10', to: '20' },
      { field: 'lines.1', from: null, to: expect.objectContaining({ name: 'New' }) },
      { field: 'lines.2.discount', from: line.discount, to: null },
      { field: 'total', from: '54.00', to: '85.00' },
    ]),
  );
});

test('an invoice is told as it was at a moment', async () => {
  const client = await app.send('POST', '/clients', { firstName: 'Ada' });
  const account = (await app.send('GET', '/accounts')).body.items[0];
  const made = await app.send('POST', '/invoices', {
    clientId: client.body.id,
    lines: [{ name: 'Work', unitPrice: '10' }],
  });
  const path = `/invoices/${made.body.id}`;
  const start = app.now.value.getTime();
  const at = (minutes: number) => {
    app.now.value = new Date(start + minutes * 60_000);
  };
  const seen = [made.body];
  const steps = [
    () => app.send('PATCH', path, { comment: 'First', lines: [{ name: 'Other', unitPrice: '25' }] }),
    () => app.send('POST', `${path}/payments`, { accountId: account.id, amount: '5' }),
    async () => app.send('DELETE', `${path}/payments/${(await app.send('GET', path)).body.payments[0].id}`),
    () => app.send('PATCH', path, { number: 'X-1', discount: { type: 'amount', value: '5' } }),
  ];
  for (const [index, step] of steps.entries()) {
    at(index + 1);
    await step();
    seen.push((await app.send('GET', path)).body);
  }
  at(100);
  for (const [index, then] of seen.entries()) {
    const moment = new Date(start + index * 60_000 + 30_000).toISOString();
    expect((await app.send('GET', `${path}?at=${moment}&side=shop`)).body).toEqual(then);
  }
  expect((await app.send('GET', `${path}?at=2020-01-01T00:00:00Z`)).status).toBe(404);
  expect((await app.send('GET', `${path}?at=0000-01-01T00:00:00Z`)).status).toBe(404);
  expect((await app.send('GET', `${path}?at=yesterday`)).status).toBe(422);
});

test('payments of all invoices', async () => {
  const client = await app.send('POST', '/clients', { firstName: 'Zoe' });
  const account = (await app.send('GET', '/accounts')).body.items[0];
  const lines = [{ name: 'Work', unitPrice: '10' }];
  for (const amount of ['1', '2', '3']) {
    const { body } = await app.send('POST', '/invoices', { clientId: client.body.id, lines });
    await app.send('POST', `/invoices/${body.id}/payments`, {
      accountId: account.id,
      amount,
      date: `2026-12-0${amount}`,
    });
  }
  const one = (await app.send('GET', '/payments?paidFrom=2026-12-01&limit=2')).body;
  const two = (await app.send('GET', `/payments?paidFrom=2026-12-01&limit=2&cursor=${one.nextCursor}`)).body;
  expect([...one.items, ...two.items].map((payment) => [payment.amount, payment.clientName])).toEqual([
    ['3.00', 'Zoe'],
    ['2.00', 'Zoe'],
    ['1.00', 'Zoe'],
  ]);
  expect((await app.send('GET', '/payments?origin=quickbooks')).body.items).toEqual([]);
});

test('statuses are put into another order as a whole, or not at all', async () => {
  const ids = async (): Promise<string[]> =>
    (await app.send('GET', '/invoice-statuses')).body.items.map(({ id }: { id: string }) => id);
  const order = (wanted: string[]) => app.send('PUT', '/invoice-statuses/order', { ids: wanted });
  const before = await ids();
  const turned = before.toReversed();
  const answer = await order(turned);
  expect(answer.body.items.map(({ id }: { id: string }) => id)).toEqual(turned);
  expect(await ids()).toEqual(turned);
  const [one = '', ...rest] = before;
  for (const wrong of [rest, [...before, one], [...rest, rest[0] ?? '']]) {
    expect((await order(wrong)).status).toBe(422);
  }
  expect(await ids()).toEqual(turned);
});
