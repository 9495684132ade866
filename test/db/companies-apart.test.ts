/** Companies are kept apart twice: the second time by Postgres itself, whatever a statement forgets. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../src/base/ids.ts';
import { recordPayment } from '../../src/shop/record-payment.ts';
import { addCompany, type Company, startCompany } from '../shop/company.ts';

let north: Company;
let south: Awaited<ReturnType<typeof addCompany>>;
beforeAll(async () => {
  north = await startCompany();
  south = await addCompany(north.database, 'Southside');
  for (const company of [north, south]) {
    const { id } = await company.invoice();
    await company.run((tx, context) =>
      recordPayment(tx, context, id, { accountId: company.account('cash'), amount: '1' }),
    );
  }
});
afterAll(() => north.drop());

test('a statement without a company sees only its own, in every table that belongs to one', async () => {
  const tables = await north.read(
    (reader) => reader<{ name: string }[]>`
      select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = 'company_id' order by 1`,
  );
  expect(tables.length).toBeGreaterThan(25);
  for (const { name } of tables) {
    const ids = await north.read(
      (reader) => reader<{ company_id: string }[]>`select distinct company_id from ${reader(name)}`,
    );
    expect(
      ids.every((row) => row.company_id === north.companyId),
      name,
    ).toBe(true);
  }
  const companies = await north.read((reader) => reader`select id from companies`);
  expect(companies).toEqual([{ id: north.companyId }]);
  const seen = await north.read((reader) => reader`select 1 from invoices where company_id = ${south.companyId}`);
  expect(seen).toHaveLength(0);
});

test('nothing can be written to another company, nor changed there', async () => {
  const write = north.run(
    (tx) => tx`insert into payment_methods (company_id, id, name) values (${south.companyId}, ${newId()}, 'X')`,
  );
  await expect(write).rejects.toMatchObject({ code: '42501' });
  const changed = await north.run(
    (tx) => tx`update companies set name = 'X' where id <> ${north.companyId} returning id`,
  );
  expect(changed).toHaveLength(0);
});

test('a key of one company cannot refer to a row of another', async () => {
  const [client] = await south.read((reader) => reader<{ id: string }[]>`select id from clients`);
  const write = north.run(
    (tx) => tx`update invoices set client_id = ${client?.id ?? ''} where company_id = ${north.companyId}`,
  );
  await expect(write).rejects.toMatchObject({ code: '23503' });
});

test('what reads cannot write', async () => {
  const write = north.read((reader) => reader`update companies set name = 'X'`);
  await expect(write).rejects.toMatchObject({ code: '25006' });
});
