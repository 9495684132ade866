/** What tests and the page may do beside the company API: play the accountant, break things, look at what happened. */
import { z } from 'zod';
import { amountIn } from './amount.ts';
import { type EntityName, entityNamed } from './entity.ts';
import type { FaultRule, FaultRuleInput, StormInput } from './faults.ts';
import { type JsonObject, refOf, textOf } from './json.ts';
import { connect, expireAccessTokens, type IssuedTokens, revokeCompany } from './oauth/tokens.ts';
import { readRecord, type WriteOperation, writeRecord } from './operations.ts';
import type { RequestLogEntry, TokenRequest } from './request-log.ts';
import { mergeNames } from './rules/merge.ts';
import { type Books, operateBooks } from './state/books.ts';
import { type Company, type CompanyState, findCompany, saveCompany } from './state/company.ts';
import type { Change } from './state/journal.ts';
import { type Switches, type SwitchesPatch, switchesPatchSchema, switchesSchema } from './state/switches.ts';
import type { WebhookFault, WebhookFaultInput, WebhookSettings } from './webhooks/board.ts';
import { type Delivery, deliveries } from './webhooks/delivery.ts';
import { type BooksEvent, events, recordEvent } from './webhooks/event.ts';
import { notFound } from './wire/fault.ts';
import { present } from './wire/present.ts';
import type { World } from './world.ts';

interface Act {
  entity: string;
  operation: WriteOperation;
  body: JsonObject;
  /** As `include=allowduplicatedocnum` of the company API. */
  allowDuplicateNumber?: boolean;
}

interface PayOptions {
  date?: string;
  depositAccountId?: string;
  paymentMethodId?: string;
  reference?: string;
  memo?: string;
  /** The payment's total when it is more than what is applied. */
  total?: string | number;
}

/** All books, tokens, events and settings; opaque. */
export interface Snapshot {
  changes: Change[];
}

/** Only what a snapshot answered is accepted; its rows are the simulator's own. */
export const snapshotSchema: z.ZodType<Snapshot> = z.object({
  changes: z.array(z.custom<Change>((value) => Array.isArray(value) && value.length >= 2)),
});

export interface Control {
  /** Records as the company API shows them; deleted ones are left out, inactive ones are not. */
  list(realmId: string, entity: string): JsonObject[];
  read(realmId: string, entity: string, id: string): JsonObject | null;
  /** The accountant's act: the same code as the company API, no token, no quota; a refusal throws `QuickBooksFault`. SyncToken may be left out. */
  act(realmId: string, act: Act): JsonObject;
  /** Receives a payment on an invoice; without an amount, all that is open. Answers the Payment. */
  payInvoice(realmId: string, invoiceId: string, amount?: string | number, options?: PayOptions): JsonObject;
  /** Merges a Customer, Vendor or Item into another: its transactions move, it disappears, a Merge event goes out. */
  merge(realmId: string, entity: string, options: { id: string; deletedId: string }): JsonObject;
  /** Puts a payment on a bank deposit, so that it can no longer be changed (6540), or takes it off. */
  depositPayment(realmId: string, paymentId: string, deposited?: boolean): void;

  requests(): RequestLogEntry[];
  resetRequests(): void;
  /** Requests to the token endpoint. */
  tokenRequests(): TokenRequest[];

  addFault(rule: FaultRuleInput): void;
  faults(): FaultRule[];
  addWebhookFault(fault: WebhookFaultInput): void;
  webhookFaults(): WebhookFault[];
  clearFaults(): void;
  /** Requests are hit by chance, as a seed has it; null ends it. */
  setStorm(storm: StormInput | null): void;
  storm(): StormInput | null;

  setCompanyState(realmId: string, state: CompanyState): void;
  setClosingDate(realmId: string, date: string | null): void;
  switches(realmId: string): Switches;
  setSwitches(realmId: string, patch: SwitchesPatch): Switches;
  /** `monthlyReads`: how many reads a month has (500,000 in Intuit's free tier). */
  setQuotas(enabled: boolean, monthlyReads?: number): void;

  /** Tokens without the consent page. */
  connect(realmId: string): IssuedTokens;
  revokeTokens(realmId: string): void;
  expireAccessTokens(realmId: string): void;

  events(): BooksEvent[];
  deliveries(): Delivery[];
  webhookSettings(): WebhookSettings;
  setWebhooks(patch: Partial<WebhookSettings>): void;

  snapshot(): Snapshot;
  restore(snapshot: Snapshot): void;
  /** Back to the start: fresh companies, no connections, no faults, empty logs. The webhook settings stay. */
  reset(): void;
}

export function createControl(world: World, seed: (now: Date) => void): Control {
  return {
    ...accountantsActs(world),
    ...companySettings(world),
    ...faultsAndLogs(world),
    ...wholeBooks(world, seed),
  };
}

type InBooks = <Result>(realmId: string, work: (books: Books) => Result) => Result;

function companyOf(world: World, realmId: string): Company {
  const found = findCompany(world.store, realmId);
  if (!found) throw notFound();
  return found;
}

function asAccountant(world: World): InBooks {
  return (realmId, work) =>
    world.store.transact(() => {
      const company = companyOf(world, realmId);
      return operateBooks({ store: world.store, company, actor: 'accountant', now: world.clock.now() }, work);
    });
}

type Acts = Pick<Control, 'list' | 'read' | 'act' | 'payInvoice' | 'merge' | 'depositPayment' | 'setClosingDate'>;

function accountantsActs(world: World): Acts {
  const inBooks = asAccountant(world);
  return {
    list: (realmId, entity) => inBooks(realmId, (books) => listRecords(books, named(entity))),
    read: (realmId, entity, id) =>
      inBooks(realmId, (books) => (books.find(named(entity), id) ? readRecord(books, named(entity), id) : null)),
    act: (realmId, act) => inBooks(realmId, (books) => actOn(books, act)),
    payInvoice: (realmId, invoiceId, amount, pay = {}) =>
      inBooks(realmId, (books) => receivePayment(books, { invoiceId, amount, ...pay })),
    merge: (realmId, entity, { id, deletedId }) =>
      inBooks(realmId, (books) => {
        const kept = mergeNames(books, { entity: named(entity), id, deletedId });
        const at = world.clock.now().getTime();
        recordEvent(world.store, { realmId, name: named(entity), entityId: id, operation: 'Merge', at, deletedId });
        return present(books, named(entity), kept);
      }),
    depositPayment: (realmId, paymentId, deposited = true) =>
      inBooks(realmId, (books) => {
        const payment = books.find('Payment', paymentId);
        if (!payment) throw notFound();
        books.mark('Payment', payment, { deposited });
      }),
    setClosingDate: (realmId, date) =>
      inBooks(realmId, (books) => {
        const body = { Id: '1', AccountingInfoPrefs: { BookCloseDate: date } };
        actOn(books, { entity: 'Preferences', operation: 'update', body });
      }),
  };
}

type Settings = Pick<
  Control,
  'setCompanyState' | 'switches' | 'setSwitches' | 'connect' | 'revokeTokens' | 'expireAccessTokens'
>;

function companySettings(world: World): Settings {
  const save = (realmId: string, patch: Partial<Company>): void =>
    world.store.transact(() => saveCompany(world.store, { ...companyOf(world, realmId), ...patch }));
  return {
    setCompanyState: (realmId, state) => save(realmId, { state }),
    switches: (realmId) => companyOf(world, realmId).switches,
    setSwitches: (realmId, patch) => {
      const former = companyOf(world, realmId).switches;
      const switches = switchesSchema.parse({ ...former, ...switchesPatchSchema.parse(patch) });
      save(realmId, { switches });
      return switches;
    },
    connect: (realmId) => connect(world, companyOf(world, realmId).realmId),
    revokeTokens: (realmId) => revokeCompany(world, realmId),
    expireAccessTokens: (realmId) => expireAccessTokens(world, realmId),
  };
}

type Logs = Omit<Control, keyof Acts | keyof Settings | keyof Whole>;

function faultsAndLogs(world: World): Logs {
  return {
    requests: () => [...world.log.requests],
    resetRequests: () => world.log.reset(),
    tokenRequests: () => [...world.log.tokens],
    addFault: (rule) => world.faults.add(rule),
    faults: () => world.faults.rules(),
    addWebhookFault: (fault) => world.webhooks.addFault(fault),
    webhookFaults: () => world.webhooks.faults(),
    setStorm: (storm) => world.faults.setStorm(storm),
    storm: () => world.faults.storm(),
    clearFaults: () => {
      world.faults.clear();
      world.webhooks.clearFaults();
    },
    setQuotas: (enabled, monthlyReads = world.quotas.monthlyReads) => {
      world.quotas.enabled = enabled;
      world.quotas.monthlyReads = monthlyReads;
    },
    events: () => events(world.store),
    deliveries: () => deliveries(world.store),
    webhookSettings: () => world.webhooks.settings(),
    setWebhooks: (patch) => world.webhooks.configure(patch),
  };
}

type Whole = Pick<Control, 'snapshot' | 'restore' | 'reset'>;

function wholeBooks(world: World, seed: (now: Date) => void): Whole {
  return {
    snapshot: () => ({ changes: structuredClone(world.store.dump()) }),
    restore: (snapshot) => world.store.load(structuredClone(snapshot.changes)),
    reset: () => {
      const settings = world.webhooks.settings();
      world.store.load([]);
      world.webhooks.configure(settings);
      seed(world.clock.now());
      world.faults.clear();
      world.webhooks.clearFaults();
      world.quotas.reset();
      world.log.reset();
    },
  };
}

function named(entity: string): EntityName {
  const found = entityNamed(entity);
  if (!found) throw notFound();
  return found;
}

function listRecords(books: Books, entity: EntityName): JsonObject[] {
  return books
    .all(entity)
    .sort((one, other) => Number(one.id) - Number(other.id))
    .map((entry) => present(books, entity, entry));
}

/** A person on QuickBooks' page always edits the latest version, and changes only what they touch. */
function actOn(books: Books, act: Act): JsonObject {
  const entity = named(act.entity);
  const latest = books.find(entity, textOf(act.body.Id) ?? '');
  const SyncToken = act.body.SyncToken ?? (latest ? String(latest.syncToken) : undefined);
  const sparse = act.operation === 'update' ? (act.body.sparse ?? true) : undefined;
  const CustomerRef =
    act.operation === 'update' ? (act.body.CustomerRef ?? latest?.body.CustomerRef) : act.body.CustomerRef;
  const body: JsonObject = { ...act.body, SyncToken, sparse };
  if (CustomerRef !== undefined && CustomerRef !== null) body.CustomerRef = CustomerRef;
  const wish = { entity, operation: act.operation, body };
  return writeRecord(books, act.allowDuplicateNumber ? { ...wish, allowDuplicateNumber: true } : wish).record;
}

function receivePayment(
  books: Books,
  pay: PayOptions & { invoiceId: string; amount: string | number | undefined },
): JsonObject {
  const invoice = books.find('Invoice', pay.invoiceId);
  if (!invoice) throw notFound();
  const Amount = pay.amount === undefined ? Number(amountIn(invoice.body.Balance).toFixed()) : Number(pay.amount);
  const body: JsonObject = {
    CustomerRef: { value: refOf(invoice.body.CustomerRef) },
    TotalAmt: pay.total === undefined ? Amount : Number(pay.total),
    Line: [{ Amount, LinkedTxn: [{ TxnId: pay.invoiceId, TxnType: 'Invoice' }] }],
  };
  if (pay.date !== undefined) body.TxnDate = pay.date;
  if (pay.depositAccountId !== undefined) body.DepositToAccountRef = { value: pay.depositAccountId };
  if (pay.paymentMethodId !== undefined) body.PaymentMethodRef = { value: pay.paymentMethodId };
  if (pay.reference !== undefined) body.PaymentRefNum = pay.reference;
  if (pay.memo !== undefined) body.PrivateNote = pay.memo;
  return writeRecord(books, { entity: 'Payment', operation: 'create', body }).record;
}
