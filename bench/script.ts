/**
 * The script that a developer would write with node-quickbooks: for each invoice find or create the customer and the items,
 * create the invoice, create the payment; one after the other, waiting where the quota is used up. `cache`: what was found or
 * created once is not looked for again.
 */
import { createQuota, quotaLimits } from '../src/quickbooks/quota.ts';
import type { Simulator } from '../src/simulator/simulator.ts';
import { nodeQuickBooks } from '../test/conformance/node-quickbooks.ts';
import type { Loose } from '../test/simulator/kit.ts';
import { type Sizes, sizeOf } from './bench.ts';
import { clientName, itemName, linesOf, priceInCents } from './shop.ts';
import { skippingClock } from './skipping-clock.ts';
import { invoiced, type Work, workOf } from './work.ts';
import { openSimulator } from './world.ts';

export interface ScriptRun {
  ms: number;
  work: Work;
  invoiced: ReturnType<typeof invoiced>;
}

type Call = (method: string, ...parameters: unknown[]) => Promise<Loose>;

export async function runScript(sizes: Sizes, { cache }: { cache: boolean }): Promise<ScriptRun> {
  const clock = skippingClock();
  const simulator = await openSimulator(clock);
  try {
    const realmId = simulator.companies().find(({ kind }) => kind === 'us-manual-tax')?.realmId ?? '';
    const call = withinQuota(simulator, realmId, clock);
    simulator.control.resetRequests();
    const began = clock.now().getTime();
    await sendAll(call, sizes, cache);
    const ms = clock.now().getTime() - began;
    return { ms, work: workOf(simulator), invoiced: invoiced(simulator, realmId) };
  } finally {
    await simulator.stop();
  }
}

/** Its access token lives an hour. */
const renewMs = 50 * 60_000;

/** As good as a script can be: it waits for the quota as our own client does; what is refused nevertheless goes a second later. */
function withinQuota(simulator: Simulator, realmId: string, clock: ReturnType<typeof skippingClock>): Call {
  let { call } = nodeQuickBooks(simulator, realmId);
  let connectedAt = clock.now().getTime();
  const quota = createQuota(quotaLimits, clock);
  return async (method, ...parameters) => {
    if (clock.now().getTime() - connectedAt > renewMs) {
      ({ call } = nodeQuickBooks(simulator, realmId));
      connectedAt = clock.now().getTime();
    }
    for (;;) {
      const grant = quota.take('single');
      if (!grant.granted) {
        clock.advance(grant.waitMs);
        continue;
      }
      try {
        return await call(method, ...parameters);
      } catch (error) {
        // A pause of this process drew its requests together; seen at 10,000 invoices.
        if (!String(error).includes('ThrottleExceeded')) throw error;
        clock.advance(1000);
      } finally {
        grant.release();
      }
    }
  };
}

async function sendAll(call: Call, sizes: Sizes, cache: boolean): Promise<void> {
  const known = new Map<string, string>();
  const once = async (key: string, find: () => Promise<string>): Promise<string> => {
    const id = (cache ? known.get(key) : undefined) ?? (await find());
    known.set(key, id);
    return id;
  };
  const income = await call('findAccounts', [{ field: 'AccountType', value: 'Income', operator: '=' }]);
  const incomeId = income.QueryResponse.Account[0].Id;
  for (let index = 0; index < sizeOf(sizes, 'invoices'); index += 1) {
    const customer = clientName(index % sizeOf(sizes, 'clients'));
    const customerId = await once(customer, () => customerOf(call, customer));
    const Line: Loose[] = [];
    for (const { item, quantity } of linesOf(index, sizeOf(sizes, 'items'))) {
      const itemId = await once(itemName(item), () => itemOf(call, itemName(item), incomeId));
      Line.push(lineOf(itemId, quantity, priceInCents(item)));
    }
    const head = { DocNumber: `SCRIPT-${index}`, CustomerRef: { value: customerId } };
    const invoice = await call('createInvoice', { ...head, Line });
    await call('createPayment', {
      CustomerRef: { value: customerId },
      TotalAmt: invoice.TotalAmt,
      Line: [{ Amount: invoice.TotalAmt, LinkedTxn: [{ TxnId: invoice.Id, TxnType: 'Invoice' }] }],
    });
  }
}

async function customerOf(call: Call, name: string): Promise<string> {
  const found = await call('findCustomers', [{ field: 'DisplayName', value: name, operator: '=' }]);
  const there = found.QueryResponse.Customer?.[0];
  return there?.Id ?? (await call('createCustomer', { DisplayName: name })).Id;
}

async function itemOf(call: Call, name: string, incomeId: string): Promise<string> {
  const found = await call('findItems', [{ field: 'Name', value: name, operator: '=' }]);
  const there = found.QueryResponse.Item?.[0];
  const body = { Name: name, Type: 'Service', IncomeAccountRef: { value: incomeId } };
  return there?.Id ?? (await call('createItem', body)).Id;
}

function lineOf(itemId: string, quantity: number, cents: number) {
  return {
    DetailType: 'SalesItemLineDetail',
    Amount: (quantity * cents) / 100,
    SalesItemLineDetail: {
      ItemRef: { value: itemId },
      Qty: quantity,
      UnitPrice: cents / 100,
      TaxCodeRef: { value: 'NON' },
    },
  };
}
