/**
 * Turns the writes of plans into intents and stores them before anything is sent: single requests where there is one, else
 * batches of thirty. A void of an invoice cannot go in a batch.
 */
import { createHash } from 'node:crypto';
import { type Id, newId } from '../base/ids.ts';
import type { Tx } from '../db/database.ts';
import { type Intent, type IntentMember, storeIntents } from '../db/intents.ts';
import { type BatchMember, batchRequest } from '../quickbooks/batch.ts';
import { limits } from '../quickbooks/limits.ts';
import { paths, type Route } from '../quickbooks/paths.ts';
import { refIds } from './decide-create.ts';
import { type BodyExtras, createInvoiceBody, updateInvoiceBody } from './mapping/invoice-body.ts';
import { createPaymentBody, type PaymentRequest, updatePaymentBody } from './mapping/payment.ts';
import type { Observation, PaymentBase } from './observation.ts';
import type { Pass } from './pass-state.ts';
import type { BooksWrite } from './plan.ts';

/** A customer or item to be created. */
export interface Creation {
  kind: 'client' | 'item';
  entity: 'Customer' | 'Item';
  shopId: Id;
  body: Record<string, unknown>;
  attempt: number;
  /** The name that it should have: a refusal is of it and of its variants. */
  name: string;
}

/** One record to write, with all that a request for it needs. */
export interface Prepared {
  member: Omit<IntentMember, 'bId'>;
  body: Record<string, unknown>;
  optionsData?: string;
  /** The address of a request of its own; absent: it can go in a batch. */
  alone?: Route;
}

const duplicateNumber = 'allowduplicatedocnum';

export async function storeWrites(tx: Tx, pass: Pass, prepared: readonly Prepared[], now: Date): Promise<Intent[]> {
  const alone = prepared.filter((item) => item.alone);
  const batched = prepared.filter((item) => !item.alone);
  const intents: Intent[] = alone.map((item) => single(pass, item, now));
  const [only] = batched;
  if (only && batched.length === 1) intents.push(single(pass, only, now));
  else {
    for (let start = 0; start < batched.length; start += limits.batchItems) {
      intents.push(batch(batched.slice(start, start + limits.batchItems), now));
    }
  }
  await storeIntents(tx, { companyId: pass.companyId, realmId: pass.connection.realmId, intents });
  return intents;
}

function fresh(id: Id, now: Date) {
  return { id, createdAt: now, sentAt: null, attempts: 0, retryAt: null };
}

/** The id says what is written for which record; the attempt's own id keeps a refused one from being replayed. */
function single(pass: Pass, item: Prepared, now: Date): Intent {
  const id = newId();
  const { kind, shopId, generation, operation } = item.member;
  const digest = createHash('sha256').update([pass.companyId, kind, shopId, generation, operation, id].join('/'));
  const route = item.alone ?? routeOf(item);
  return {
    ...fresh(id, now),
    requestId: `td${digest.digest('hex').slice(0, 34)}`,
    method: route.method,
    path: route.path,
    query: { ...route.query },
    body: JSON.stringify(item.body),
    members: [{ ...item.member, bId: '1' }],
  };
}

function routeOf({ member, optionsData }: Prepared): Route {
  if (member.operation === 'void') return member.entity === 'Payment' ? paths.voidPayment() : paths.voidInvoice();
  const options = optionsData === duplicateNumber ? { allowDuplicateNumber: true } : {};
  return member.operation === 'create' ? paths.create(member.entity, options) : paths.update(member.entity);
}

function batch(items: readonly Prepared[], now: Date): Intent {
  const id = newId();
  const members = items.map((item, index): IntentMember => ({ ...item.member, bId: `b${index + 1}` }));
  const requests = items.map(
    (item, index): BatchMember => ({
      bId: `b${index + 1}`,
      operation: item.member.operation === 'create' ? 'create' : 'update',
      entity: item.member.entity,
      body: item.body,
      ...(item.optionsData ? { optionsData: item.optionsData } : {}),
    }),
  );
  const request = batchRequest({ members: requests, requestId: id });
  return {
    ...fresh(id, now),
    requestId: request.requestId,
    method: request.method,
    path: request.path,
    query: { ...request.query },
    body: request.body,
    members,
  };
}

export function creationKey(name: string): string {
  return `create/${name}`;
}

export function prepareCreation(creation: Creation): Prepared {
  const { kind, entity, shopId, body, attempt, name } = creation;
  const member = {
    kind,
    operation: 'create' as const,
    entity,
    shopId,
    invoiceId: null,
    generation: 0,
    booksId: null,
    sent: null,
    key: creationKey(name),
    attempt,
  };
  return { member, body };
}

export function prepareWrite(observed: Observation, write: BooksWrite): Prepared {
  const invoiceId = observed.invoice.id;
  const ofInvoice = {
    kind: 'invoice' as const,
    entity: 'Invoice',
    shopId: invoiceId,
    invoiceId,
    generation: write.generation,
    key: write.key,
    booksId: observed.link?.booksId ?? null,
    ...askedAt(observed),
  };
  switch (write.kind) {
    case 'create_invoice': {
      const body = createInvoiceBody(write.draft, refIds(observed), {
        billTo: observed.billTo,
        ...placeOf(observed),
        taxOverride: write.taxOverride,
      });
      const { draft, taxOverride } = write;
      const sent = { facts: write.facts, lines: draft.lines.map((line) => line.key), taxOverride };
      // The void record of the generation before keeps its number in QuickBooks.
      const again = write.generation > 0 ? { optionsData: duplicateNumber } : {};
      return { member: { ...ofInvoice, operation: 'create', sent }, body, ...again };
    }
    case 'update_invoice': {
      if (!observed.books || !observed.base) throw new Error('An update needs the record that it changes.');
      const target = {
        doc: observed.books.doc,
        raw: observed.books.raw,
        lineIds: observed.base.lineIds,
        agreed: observed.base.books,
      };
      const { draft, paths: changed, uncopied, taxOverride } = write;
      const { billTo } = observed;
      const body = updateInvoiceBody(draft, { refs: refIds(observed), target, paths: changed, billTo, taxOverride });
      const lines = draft.lines.map((line) => line.key);
      const sent = { facts: write.facts, lines, paths: changed, uncopied, taxOverride };
      return { member: { ...ofInvoice, operation: 'update', sent }, body };
    }
    case 'void_invoice':
      return {
        member: { ...ofInvoice, operation: 'void', sent: null },
        body: { Id: observed.books?.doc.Id, SyncToken: observed.books?.doc.SyncToken },
        alone: paths.voidInvoice(),
      };
    default:
      return preparePayment(observed, write);
  }
}

function askedAt({ look }: Observation): { askedAt?: string } {
  return look ? { askedAt: look.createdAt.toISOString() } : {};
}

type PaymentWrite = Extract<BooksWrite, { kind: 'create_payment' | 'update_payment' | 'void_payment' }>;

function preparePayment(observed: Observation, write: PaymentWrite): Prepared {
  const { payment } = write;
  const member = {
    kind: 'payment' as const,
    entity: 'Payment',
    shopId: payment.id,
    invoiceId: observed.invoice.id,
    generation: write.generation,
    key: write.key,
    sent: write.base,
    ...askedAt(observed),
  };
  if (write.kind === 'create_payment') {
    const body = createPaymentBody(paymentRequest(observed, write));
    return { member: { ...member, operation: 'create', booksId: null }, body };
  }
  const before = observed.booksPayments.find((seen) => seen.doc.Id === write.booksId)?.doc;
  if (!before) throw new Error('A change of a payment needs the record that it changes.');
  if (write.kind === 'update_payment') {
    const agreed = (observed.paymentLinks.get(payment.id)?.base as PaymentBase | null | undefined)?.shop;
    const body = updatePaymentBody(paymentRequest(observed, write), before, {
      account: agreed?.accountId !== payment.accountId,
      method: agreed?.paymentMethodId !== payment.paymentMethodId,
      reference: agreed?.reference !== payment.reference,
    });
    return { member: { ...member, operation: 'update', booksId: write.booksId }, body };
  }
  return {
    member: { ...member, operation: 'void', booksId: write.booksId },
    body: { Id: before.Id, SyncToken: before.SyncToken, sparse: true },
    optionsData: 'void',
  };
}

function paymentRequest(
  observed: Observation,
  write: Extract<PaymentWrite, { kind: 'create_payment' | 'update_payment' }>,
): PaymentRequest {
  const { payment, applied } = write;
  const { settings } = observed.company;
  const account = settings.depositAccounts.find((row) => row.accountId === payment.accountId);
  const method = settings.paymentMethods.find((row) => row.paymentMethodId === payment.paymentMethodId);
  return {
    customerId: observed.books?.doc.CustomerRef.value ?? '',
    invoiceId: observed.books?.doc.Id ?? '',
    amount: payment.amount,
    applied,
    date: payment.date,
    reference: payment.reference,
    depositAccountId: account?.quickBooksAccountId ?? null,
    paymentMethodId: method?.quickBooksPaymentMethodId ?? null,
  };
}

function placeOf(observed: Observation): Pick<BodyExtras, 'departmentId' | 'classId' | 'classByLine'> {
  const row = observed.company.settings.locations.find((place) => place.locationId === observed.invoice.locationId);
  return {
    departmentId: row?.quickBooksDepartmentId ?? null,
    classId: row?.quickBooksClassId ?? null,
    classByLine: !observed.company.connection.preferences.classPerTxn,
  };
}
