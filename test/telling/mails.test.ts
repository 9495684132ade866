/** E-mail, from the fact that calls for it to the mail server: to whom, in which language, when, and how often. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Page } from '../../src/contract/common.ts';
import type { Role } from '../../src/contract/people.ts';
import { makeInvoice, moveTo, openShop, type Shop } from '../kit/shop.ts';
import { startWorld, type World } from '../kit/world.ts';
import { addEndpoint, oneInvoice } from './endpoint.ts';
import { type Mail, type Mailbox, startMailbox } from './mailbox.ts';
import { startReceiver } from './receiver.ts';

let world: World;
let mailbox: Mailbox;
let shop: Shop;
beforeAll(async () => {
  mailbox = await startMailbox();
  // Monday, 15:00 in London and 7:00 in Los Angeles, where the shop is.
  world = await startWorld({ mail: { smtpUrl: mailbox.url, from: 'Tandem <tandem@ridge.example>' } });
  shop = await openShop(world);
  const roles = (await world.api.get<Page<Role>>('/roles')).items;
  const roleId = (name: string) => roles.find((role) => role.name === name)?.id;
  const clerk = await world.api.post<Role>('/roles', { name: 'Clerk', permissions: ['invoices.view'] });
  for (const employee of [
    { name: 'Amélie <b>', email: 'amelie@example.com', roleId: roleId('Admin'), language: 'fr' },
    { name: 'Sam', email: 'sam@example.com', roleId: roleId('Specialist'), language: 'en' },
    { name: 'Kim', email: 'kim@example.com', roleId: clerk.id, language: 'en' },
    { name: 'Gone', email: 'gone@example.com', roleId: roleId('Admin'), language: 'en', active: false },
  ]) {
    await world.api.post('/employees', employee);
  }
});
afterAll(async () => {
  await world.stop();
  await mailbox.close();
});
beforeEach(() => {
  mailbox.mails = [];
  mailbox.refuse = null;
});

const deliver = () => world.tandem.delivery.deliverDue();
const hours = (count: number) => count * 3_600_000;
const recipients = () => mailbox.mails.map(({ to }) => to).sort();
function mailTo(address: string): Mail {
  const mail = mailbox.mails.find(({ to }) => to === address);
  if (!mail) throw new Error(`No mail went to ${address}, only to ${recipients().join(', ')}.`);
  return mail;
}
/** Moves the clock to the next time that it is `time` in London, which the clock of the tests is set to. */
function moveToTime(time: string): void {
  const now = world.clock.now();
  const at = new Date(`${now.toISOString().slice(0, 10)}T${time}:00.000Z`);
  world.clock.moveTo(at > now ? at : new Date(at.getTime() + hours(24)));
}

describe('the digest of issues', () => {
  test('does not come while there are none', async () => {
    await deliver();
    moveToTime('16:30');
    await deliver();
    expect(mailbox.mails).toEqual([]);
  });

  test('10.12 comes at eight where the company is, to who can act, in their language', async () => {
    const tax = await world.api.post<{ id: string }>('/taxes', { name: 'Tyre fee', code: 'TF', rate: '2' });
    const lines = [{ name: 'Tyre', quantity: '1', unitPrice: '80', taxIds: [tax.id] }];
    const invoice = await makeInvoice(world, shop, { lines });
    await moveTo(world, invoice, shop.statuses.in_progress);
    await world.settle();
    moveToTime('15:59');
    await deliver();
    expect(mailbox.mails).toEqual([]);
    moveToTime('16:00');
    await deliver();
    await deliver();
    expect(recipients()).toEqual(['amelie@example.com', 'owner@example.com', 'sam@example.com']);
    const english = mailTo('owner@example.com');
    expect(english.subject).toBe('Ridge Auto Repair: 1 issue waits for a decision');
    expect(english.text).toContain(`- Invoice ${invoice.number}: The tax Tyre fee (2%) is not mapped`);
    expect(english.text).toContain(`${world.url}/sync/issues`);
    const french = mailTo('amelie@example.com');
    expect(french.subject).toBe('Ridge Auto Repair\u00a0: 1 problème attend une décision');
    expect(french.text).toContain(
      `- Facture ${invoice.number}\u00a0: La taxe Tyre fee (2\u00a0%) n’a pas de correspondance`,
    );
    expect(french.html).toContain('<html lang="fr">');
    expect(french.html).toContain('Bonjour Amélie &lt;b&gt;,');
  });

  test('10.12 comes again the next morning, and at its hour also when the clocks are changed', async () => {
    moveToTime('15:30');
    await deliver();
    expect(mailbox.mails).toEqual([]);
    moveToTime('16:00');
    await deliver();
    expect(mailbox.mails).toHaveLength(3);
    // From Sunday, 8 March 2026, eight o'clock in Los Angeles is 15:00.
    world.clock.moveTo(new Date('2026-03-08T14:59:00Z'));
    await deliver();
    mailbox.mails = [];
    world.clock.moveTo(new Date('2026-03-08T15:00:00Z'));
    await deliver();
    expect(mailbox.mails).toHaveLength(3);
  });

  test('is not sent in the middle of a night for a morning that was missed', async () => {
    moveToTime('23:30');
    world.clock.advance(hours(24));
    await deliver();
    expect(mailbox.mails).toEqual([]);
  });

  test('follows the company into another time zone', async () => {
    await world.api.patch('/company', { timeZone: 'Europe/Paris' });
    await deliver();
    moveToTime('07:00');
    await deliver();
    expect(mailbox.mails).toHaveLength(3);
    await world.api.patch('/company', { timeZone: 'America/Los_Angeles' });
    for (const issue of (await world.api.get<Page<{ id: string }>>('/sync/issues')).items) {
      await world.api.post(`/sync/issues/${issue.id}/dismiss`, {});
    }
    await deliver();
  });
});

test('10.13 a connection that ends is told 14, 7 and 2 days before, once each, to who may connect again', async () => {
  const end = new Date(world.clock.now().getTime() + 15 * hours(24));
  const expireAt = (at: Date) =>
    world.testDatabase.database.write(
      world.companyId,
      (tx) => tx`update connections set refresh_expires_at = ${at}, next_sweep_at = null`,
    );
  await expireAt(end);
  const subjects: string[] = [];
  for (let hour = 0; hour < 15 * 24; hour += 6) {
    await deliver();
    // Each renewal of the token reckons the end anew, and comes out a little different.
    await expireAt(new Date(end.getTime() - hour * 1000));
    if (mailbox.mails.length > 0) {
      expect(recipients()).toEqual(['amelie@example.com', 'owner@example.com']);
      subjects.push(mailTo('owner@example.com').subject);
    }
    mailbox.mails = [];
    world.clock.advance(hours(6));
  }
  expect(subjects).toEqual(
    [14, 7, 2].map((days) => `Ridge Auto Repair: the connection to QuickBooks ends in ${days} days`),
  );
});

test('10.14 a connection that is lost is told once', async () => {
  world.simulator.control.revokeTokens(shop.realmId);
  const invoice = await makeInvoice(world, shop);
  await moveTo(world, invoice, shop.statuses.in_progress);
  await world.settle();
  await deliver();
  expect(recipients()).toEqual(['amelie@example.com', 'owner@example.com']);
  expect(mailTo('owner@example.com').subject).toBe('Ridge Auto Repair: the connection to QuickBooks is lost');
  expect(mailTo('owner@example.com').text).toContain(`${world.url}/settings/integrations/quickbooks`);
  expect(mailTo('amelie@example.com').subject).toContain('la connexion à QuickBooks est perdue');
});

test('10.7 a webhook endpoint that was switched off is told to the owners', async () => {
  const receiver = await startReceiver();
  receiver.answer = { status: 500 };
  await addEndpoint(world.api, `${receiver.url}/hooks?a=1&b=<2>`);
  await oneInvoice(world.api);
  for (let round = 0; round < 20; round += 1) {
    await deliver();
    world.clock.advance(hours(12));
  }
  const told = mailbox.mails.filter(({ subject }) => subject.includes('webhook endpoint'));
  expect(told.map(({ to }) => to)).toEqual(['owner@example.com']);
  expect(told[0]?.text).toContain(`Nothing has arrived at ${receiver.url}/hooks?a=1&b=%3C2%3E since`);
  expect(told[0]?.html).toContain('hooks?a=1&amp;b=');
  receiver.close();
});

describe('a mail server', () => {
  const waiting = () =>
    world.testDatabase.database.read(
      world.companyId,
      (reader) => reader<{ attempts: number; given_up: boolean; last_error: string | null }[]>`
        select attempts, given_up_at is not null as given_up, last_error from mails where sent_at is null`,
    );
  async function loseEndpoint(): Promise<void> {
    const receiver = await startReceiver();
    receiver.answer = { status: 410 };
    await addEndpoint(world.api, receiver.url);
    await oneInvoice(world.api);
    await deliver();
    receiver.close();
  }

  test('10.15 that cannot take a mail now is tried again, with the same Message-ID', async () => {
    mailbox.refuse = { code: 451, message: 'Later, please' };
    await loseEndpoint();
    await deliver();
    expect(await waiting()).toMatchObject([{ attempts: 1, given_up: false }]);
    world.clock.advance(5000);
    await deliver();
    expect(await waiting()).toMatchObject([{ attempts: 2, given_up: false }]);
    mailbox.refuse = null;
    world.clock.advance(60_000);
    await deliver();
    expect(await waiting()).toEqual([]);
    expect(mailbox.mails).toHaveLength(1);
    expect(mailbox.mails[0]).toMatchObject({ from: 'Tandem <tandem@ridge.example>' });
    expect(mailbox.mails[0]?.messageId).toMatch(/^<[0-9a-f-]{36}@ridge\.example>$/);
  });

  test('10.15 that refuses an address for good is not asked again', async () => {
    mailbox.refuse = { code: 550, message: 'Nobody of that name' };
    await loseEndpoint();
    await deliver();
    const [refused] = await waiting();
    expect(refused).toMatchObject({ attempts: 1, given_up: true });
    expect(refused?.last_error).toContain('Nobody of that name');
  });
});

test('10.15 without a mail server nothing is queued', async () => {
  const silent = await startWorld();
  await silent.testDatabase.database.write(silent.companyId, async (tx) => {
    await tx`
      insert into issues (company_id, id, realm_id, code, since, changed_at)
      values (${silent.companyId}, ${silent.companyId}, '1', 'quickbooks_error', now(), now())`;
  });
  for (let day = 0; day < 3; day += 1) {
    await silent.tandem.delivery.deliverDue();
    silent.clock.advance(hours(12));
  }
  const rows = await silent.testDatabase.database.system(
    (tx) => tx`select 1 from mails union all select 1 from notices union all select 1 from digests`,
  );
  expect(rows).toHaveLength(0);
  await silent.stop();
});
