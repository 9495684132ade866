/** What the people of the shop do with money, with issues and with the settings. */

import type { Page } from '../../src/contract/common.ts';
import type { QuickBooksSettings } from '../../src/contract/integration.ts';
import type { Invoice, Payment } from '../../src/contract/invoices.ts';
import type { Issue } from '../../src/contract/sync.ts';
import type { RequestLogEntry } from '../../src/simulator/request-log.ts';
import { type Act, type ActTable, told } from './act.ts';
import { connect } from './open-shop.ts';
import type { Random } from './random.ts';
import type { World } from './world.ts';

async function somePayment(world: World, random: Random, state: Payment['state']) {
  const payments: { invoice: Invoice; payment: Payment }[] = [];
  for (const { id } of await world.invoices()) {
    const invoice = await world.api.get<Invoice>(`/invoices/${id}`);
    for (const payment of invoice.payments) if (payment.state === state) payments.push({ invoice, payment });
  }
  return random.pick(payments);
}

const takePayment: Act = async (world, random) => {
  const invoice = random.pick(await world.invoices());
  if (!invoice) return 'has no invoice';
  const part = random.one(1, 1, 0.5, 0.25, 1.2);
  const amount = (Number(invoice.balanceDue) * part).toFixed(2);
  const reference = `R${random.below(1_000_000_000)}`;
  const answer = await world.ask('POST', `/invoices/${invoice.id}/payments`, {
    accountId: random.pick(world.shop.accountIds),
    amount: Number(amount) > 0 ? amount : '5.00',
    reference,
    ...(random.chance(0.4) ? { paymentMethodId: random.pick(world.shop.methodIds) } : {}),
  });
  return told(`takes ${amount} on ${invoice.number}, ${reference}`, answer);
};

const editPayment: Act = async (world, random) => {
  const found = await somePayment(world, random, 'active');
  if (!found) return 'has no payment';
  const patch = random.one<Record<string, unknown>>(
    { amount: (Number(found.payment.amount) * random.one(0.5, 0.9, 1.1)).toFixed(2) },
    { date: new Date(world.clock.now().getTime() - random.below(9) * 86_400_000).toISOString().slice(0, 10) },
    { reference: `E${random.below(1_000_000_000)}` },
    { accountId: random.pick(world.shop.accountIds) },
  );
  const path = `/invoices/${found.invoice.id}/payments/${found.payment.id}`;
  return told(
    `changes ${JSON.stringify(patch)} of a payment of ${found.invoice.number}`,
    await world.ask('PATCH', path, patch),
  );
};

const deletePayment: Act = async (world, random) => {
  const found = await somePayment(world, random, 'active');
  if (!found) return 'has no payment';
  const path = `/invoices/${found.invoice.id}/payments/${found.payment.id}`;
  return told(
    `deletes a payment of ${found.payment.amount} on ${found.invoice.number}`,
    await world.ask('DELETE', path),
  );
};

const restorePayment: Act = async (world, random) => {
  const found = await somePayment(world, random, 'deleted');
  if (!found) return 'has no deleted payment';
  const path = `/invoices/${found.invoice.id}/payments/${found.payment.id}/restore`;
  return told(
    `restores a payment of ${found.payment.amount} on ${found.invoice.number}`,
    await world.ask('POST', path),
  );
};

const resolveIssue: Act = async (world, random) => {
  const { items } = await world.api.get<Page<Issue>>('/sync/issues');
  const issue = random.pick(items);
  if (!issue) return 'has no issue';
  const fix = random.pick(issue.fixes);
  if (!fix || random.chance(0.2)) {
    return told(
      `retries ${issue.code} of ${issue.invoiceNumber}`,
      await world.ask('POST', `/sync/issues/${issue.id}/retry`),
    );
  }
  const fields = Object.fromEntries(
    (issue.conflict?.fields ?? []).map(({ path }) => [path, random.one('shop', 'quickbooks')]),
  );
  const body = fix.id === 'merge' ? { fixId: fix.id, fields } : { fixId: fix.id };
  const answer = await world.ask('POST', `/sync/issues/${issue.id}/resolve`, body);
  if (fix.id === 'unlink' && issue.invoiceId) world.track.wanted.delete(issue.invoiceId);
  if (sayOther[issue.code]?.includes(fix.id) && issue.invoiceId) world.track.saidOther.add(issue.invoiceId);
  return told(`resolves ${issue.code} of ${issue.invoiceNumber} by ${JSON.stringify(body)}`, answer);
};

/** The answers by which a person says that what was found in QuickBooks is something else. */
const sayOther: Partial<Record<Issue['code'], readonly string[]>> = {
  duplicate_number: ['new_number'],
  match_unconfirmed: ['send_again'],
  payment_unpaired: ['copy_payment', 'leave'],
};

const dismissIssue: Act = async (world, random) => {
  const { items } = await world.api.get<Page<Issue>>('/sync/issues');
  const issue = random.pick(items);
  if (!issue) return 'has no issue';
  return told(`dismisses ${issue.code}`, await world.ask('POST', `/sync/issues/${issue.id}/dismiss`, {}));
};

const saveSettings: Act = async (world, random) => {
  const change = random.one<Partial<QuickBooksSettings>>(
    { conflictRule: random.one('ask', 'shop', 'quickbooks') },
    { conflictRule: random.one('ask', 'shop', 'quickbooks') },
    { autoUpdate: random.chance(0.6) },
    { copyEdits: random.chance(0.6) },
    { cancelAction: random.one('void', 'ask', 'nothing') },
    { deletedPaymentAction: random.one('void', 'ask', 'nothing') },
    {
      depositAccountId: random.one(
        null,
        world.shop.settings.depositAccountId ?? null,
        world.shop.settings.depositAccountId ?? null,
      ),
    },
    { taxes: random.chance(0.3) ? [] : (world.shop.settings.taxes ?? []) },
    ...(world.shop.kind === 'us-automated-tax'
      ? [{ taxAuthority: random.one<'shop' | 'quickbooks'>('shop', 'quickbooks') }]
      : []),
  );
  const settings = { ...world.settings, ...change };
  const answer = await world.ask('PUT', '/integrations/quickbooks/settings', settings);
  if (answer.status < 300) world.settings = settings;
  if (world.settings.copyEdits === false) world.track.uncopied = true;
  return told(`saves ${JSON.stringify(change)}`, answer);
};

const switchIntegration: Act = async (world) => {
  const enabled = world.settings.enabled !== true;
  const answer = await world.ask('PATCH', '/integrations/quickbooks', { enabled });
  if (answer.status < 300) world.settings = { ...world.settings, enabled };
  world.track.interrupted = true;
  return told(enabled ? 'enables the integration' : 'disables the integration', answer);
};

const switchConnection: Act = async (world, random) => {
  world.track.interrupted = true;
  const { connected } = await world.api.get<{ connected: boolean }>('/integrations/quickbooks');
  if (!connected) {
    const before = world.control.requests().length;
    const back = await connect({ url: world.stage.url, api: world.api, realmId: world.realmId });
    // Asked for by a person, it does not wait until the calls of others leave room.
    world.track.injected429 += world.control.requests().slice(before).filter(refusedOften).length;
    return `reconnects: ${back}`;
  }
  if (random.chance(0.5)) {
    world.control.revokeTokens(world.realmId);
    return 'loses the connection';
  }
  return told('disconnects', await world.ask('POST', '/integrations/quickbooks/disconnect'));
};

export const moneyActs: ActTable = {
  takePayment: { weight: 9, act: takePayment },
  editPayment: { weight: 4, act: editPayment },
  deletePayment: { weight: 4, act: deletePayment },
  restorePayment: { weight: 2, act: restorePayment },
  resolveIssue: { weight: 6, act: resolveIssue },
  dismissIssue: { weight: 1, act: dismissIssue },
  saveSettings: { weight: 3, act: saveSettings },
  switchIntegration: { weight: 1, act: switchIntegration },
  switchConnection: { weight: 1, act: switchConnection },
};

function refusedOften({ status }: RequestLogEntry): boolean {
  return status === 429;
}
