/**
 * The accountant's hands in the stories: what is in QuickBooks, what is done there, and whether both sides agree to the
 * cent, field by field and in the reconciliation.
 */
import { expect } from 'vitest';
import type { Account } from '../../src/contract/catalog.ts';
import type { Page } from '../../src/contract/common.ts';
import type { Invoice, Payment } from '../../src/contract/invoices.ts';
import type { Reconciliation } from '../../src/contract/reconciliation.ts';
import type { Issue, LogRow } from '../../src/contract/sync.ts';
import type { JsonObject } from '../../src/simulator/json.ts';
import { makeInvoice, moveTo, reread, type Shop } from './shop.ts';
import type { World } from './world.ts';

export interface BooksLine {
  Id?: string;
  Amount: number;
  Description?: string;
  DetailType: string;
  SalesItemLineDetail?: {
    ItemRef?: { value: string };
    Qty?: number;
    UnitPrice?: number;
    TaxCodeRef?: { value: string };
    ClassRef?: { value: string };
    ServiceDate?: string;
  };
  DiscountLineDetail?: { PercentBased?: boolean; DiscountPercent?: number };
}

type Operation = 'create' | 'update' | 'void' | 'delete';

export type Accountant = ReturnType<typeof accountant>;

export function accountant(world: World, shop: Shop) {
  const { control } = world.simulator;
  const idOf = (invoice: { sync: { quickBooksId: string | null } }) => invoice.sync.quickBooksId ?? '';
  const record = (entity: string, id: string | null) => control.read(shop.realmId, entity, id ?? '');
  const there = (invoice: Invoice) => record('Invoice', idOf(invoice));
  const act = (operation: Operation, entity: string, body: JsonObject) =>
    control.act(shop.realmId, { entity, operation, body });
  const linesOf = (invoice: Invoice) => ((there(invoice)?.Line ?? []) as unknown as BooksLine[]).filter(isSale);
  const customerOf = (invoice: Invoice) => there(invoice)?.CustomerRef as { value: string };

  /** An invoice of the shop that is in QuickBooks. */
  async function synced(more: object = {}): Promise<Invoice> {
    const made = await makeInvoice(world, shop, more);
    await moveTo(world, made, shop.statuses.in_progress);
    await world.settle();
    const sent = await reread(world, made);
    expect(sent.sync.state).toBe('synced');
    return sent;
  }

  return {
    act,
    record,
    there,
    linesOf,
    customerOf,
    synced,
    edit: (invoice: Invoice, body: object) => act('update', 'Invoice', { Id: idOf(invoice), ...body }),
    /** Lines as a person leaves them on QuickBooks' page; the discount line is kept. */
    editLines(invoice: Invoice, lines: readonly object[]) {
      const rest = ((there(invoice)?.Line ?? []) as unknown as BooksLine[]).filter(
        (line) => line.DetailType === 'DiscountLineDetail',
      );
      act('update', 'Invoice', { Id: idOf(invoice), Line: [...lines, ...rest] as unknown as JsonObject[] });
    },
    /** A payment of the invoice's customer; each line is an invoice and what is applied to it. */
    pay(total: number, ...shares: readonly (readonly [Invoice, number])[]): string {
      const [first] = shares;
      if (!first) throw new Error('A payment needs an invoice to know its customer.');
      const CustomerRef = customerOf(first[0]);
      return String(act('create', 'Payment', { CustomerRef, TotalAmt: total, Line: shares.map(share) }).Id);
    },
    share,
    async balance(account: Account): Promise<string> {
      return (await world.api.get<Account>(`/accounts/${account.id}`)).balance;
    },
    /** Money taken in the shop, by default in the till. */
    take(invoice: Invoice, amount: string, more: object = {}): Promise<Payment> {
      return world.api.post<Payment>(`/invoices/${invoice.id}/payments`, { accountId: shop.cash.id, amount, ...more });
    },
    async issues(invoice: { id: string }): Promise<Issue[]> {
      return (await world.api.get<Page<Issue>>(`/sync/issues?invoiceId=${invoice.id}`)).items;
    },
    /** Answers the invoice's only issue. */
    async resolve(invoice: { id: string }, fixId: string, fields?: object): Promise<void> {
      const [issue, ...more] = await this.issues(invoice);
      expect(more.map(({ code }) => code)).toEqual([]);
      await world.api.post(`/sync/issues/${issue?.id}/resolve`, { fixId, ...(fields ? { fields } : {}) });
      await world.settle();
    },
    async log(invoice: { id: string }): Promise<LogRow[]> {
      return (await world.api.get<Page<LogRow>>(`/sync/log?invoiceId=${invoice.id}&limit=200`)).items;
    },
    /** What QuickBooks was asked to write since the requests were reset. */
    written(): string[] {
      const all = control.requests().flatMap((request) => [request, ...request.items]);
      const writes = all.filter(({ operation }) => ['create', 'update', 'void', 'delete'].includes(operation));
      return writes.map(({ operation, entity }) => `${operation} ${entity}`);
    },
    /** Both sides hold the same content and money, nothing is open, and the reconciliation explains every cent. */
    async agree(...invoices: Invoice[]): Promise<void> {
      for (const invoice of invoices) {
        const here = await reread(world, invoice);
        expect({ state: here.sync.state, issues: await this.issues(here) }).toEqual({ state: 'synced', issues: [] });
        const doc = there(here);
        expect(sideOf(doc)).toEqual({
          number: here.sync.quickBooksDocNumber,
          issueDate: here.issueDate,
          dueDate: here.dueDate,
          memo: here.comment ?? '',
          total: Number(here.total),
          balance: Number(here.balanceDue),
        });
      }
      const { unexplained } = await world.api.get<Reconciliation>('/sync/reconciliation');
      expect(unexplained).toBe('0.00');
    },
  };

  function share([invoice, amount]: readonly [Invoice, number]): JsonObject {
    return { Amount: amount, LinkedTxn: [{ TxnId: idOf(invoice), TxnType: 'Invoice' }] };
  }
}

function isSale(line: BooksLine): boolean {
  return line.DetailType === 'SalesItemLineDetail';
}

function sideOf(doc: JsonObject | null) {
  const memo = (doc?.CustomerMemo as { value?: string } | undefined)?.value ?? '';
  return {
    number: doc?.DocNumber ?? null,
    issueDate: doc?.TxnDate,
    dueDate: doc?.DueDate,
    memo,
    total: doc?.TotalAmt,
    balance: doc?.Balance,
  };
}
