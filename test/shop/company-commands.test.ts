/** Companies: how they begin, from the command line too, and what of them may change. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAdmin } from '../../src/cli/admin.ts';
import { createCompanyApiKey } from '../../src/cli/api-key.ts';
import type { Database } from '../../src/db/database.ts';
import { findCredentials } from '../../src/db/employees.ts';
import { isPassword } from '../../src/shop/passwords.ts';
import { type TestDatabase, testDatabase } from '../kit/postgres.ts';

let kit: TestDatabase;
let database: Database;
const clock = { now: () => new Date('2026-11-24T10:00:00Z') };
beforeAll(async () => {
  kit = await testDatabase();
  database = kit.database;
});
afterAll(() => kit.drop());

test('a company begins with what its first invoice needs, in its language', async () => {
  const { companyId, generatedPassword } = await createAdmin(database, clock, {
    company: 'Garage du Nord',
    email: 'a@nord.test',
    country: 'fr',
    timeZone: 'Europe/Paris',
  });
  const begun = await database.read(
    companyId,
    (reader) => reader`
      select (select array[currency, language, numbering] from companies) as company,
        (select array_agg(name order by id) from roles) as roles,
        (select array_agg(name order by position) from invoice_statuses) as statuses,
        (select array_agg(name order by id) from accounts) as accounts,
        (select array_agg(name order by id) from payment_methods) as methods,
        (select count(*)::int from locations) as locations`,
  );
  expect(begun[0]).toEqual({
    company: ['EUR', 'fr', 'FAC-{C:5}'],
    roles: ['Propriétaire', 'Administrateur', 'Gestionnaire', 'Spécialiste'],
    statuses: ['Nouveau', 'En cours', 'Payé', 'Annulé'],
    accounts: ['Caisse', 'Banque'],
    methods: ['Espèces', 'Carte', 'Virement'],
    locations: 1,
  });
  const found = await database.system((tx) => findCredentials(tx, 'A@NORD.test'));
  expect(found?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await isPassword(generatedPassword ?? '', found?.passwordHash ?? null)).toBe(true);
  expect(await isPassword('guess', found?.passwordHash ?? null)).toBe(false);
  expect(await isPassword('nobody has this password', null)).toBe(false);
});

test('what is wrong is refused before anything is made', async () => {
  const admin = (more: object) => createAdmin(database, clock, { company: 'X', email: 'x@x.test', ...more });
  await expect(admin({ company: ' ' })).rejects.toMatchObject({ errors: [{ path: 'company' }] });
  await expect(admin({ email: 'x' })).rejects.toMatchObject({ errors: [{ path: 'email' }] });
  await expect(admin({ password: 'short' })).rejects.toMatchObject({ errors: [{ path: 'password' }] });
  await expect(admin({ country: 'France' })).rejects.toMatchObject({ errors: [{ path: 'country' }] });
  await expect(admin({ currency: 'XYZ' })).rejects.toMatchObject({ errors: [{ path: 'currency' }] });
  await expect(admin({ timeZone: 'Paris' })).rejects.toMatchObject({ errors: [{ path: 'timeZone' }] });
  await expect(admin({ email: 'a@nord.test' })).rejects.toMatchObject({ code: 'duplicate' });
  const rows = await database.system((tx) => tx`select 1 from companies where name = 'X'`);
  expect(rows).toHaveLength(0);
});

test('a key is made for a company by name or by id', async () => {
  const key = await createCompanyApiKey(database, clock, { company: 'garage DU nord' });
  expect(key).toMatch(/^tdm_/);
  await expect(createCompanyApiKey(database, clock, { company: 'Nobody' })).rejects.toMatchObject({ code: 'invalid' });
  const twin = await createAdmin(database, clock, { company: 'Garage du Nord', email: 'b@nord.test' });
  await expect(createCompanyApiKey(database, clock, { company: 'Garage du Nord' })).rejects.toThrow(twin.companyId);
  expect(await createCompanyApiKey(database, clock, { company: twin.companyId, name: 'Till' })).toMatch(/^tdm_/);
});
