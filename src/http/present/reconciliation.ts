/** The reconciliation as the contract has it: amounts in the currency's places, causes by their names, a page of clients. */

import { type Cell, csv } from '../../base/csv.ts';
import { amountText, currencyPlaces, type Decimal, sum } from '../../base/decimal.ts';
import type {
  ReconciliationCause as CauseBody,
  ReconciledClient as ClientBody,
  Reconciliation,
} from '../../contract/reconciliation.ts';
import type { IssueCode } from '../../contract/sync.ts';
import { type Page, readCursor, toPage } from '../../db/page.ts';
import type { CauseOfDifference, ClientReconciliation, CompanyReconciliation } from '../services.ts';
import { causeTitles, causeUnexplained, reconciliationColumns } from '../words/causes.ts';
import type { Language } from '../words/words.ts';

/** More causes of one client than this are told together, by code. */
const mostCauses = 200;

interface Frame {
  currency: string;
  language: Language;
}

type Money = (amount: Decimal) => string;

function moneyOf({ currency }: Frame): Money {
  const places = currencyPlaces(currency);
  return (amount) => amountText(amount, places);
}

export function presentReconciliation(
  found: CompanyReconciliation,
  frame: Frame & { now: Date; limit: number; cursor: string | undefined; differing: boolean },
): Reconciliation {
  const money = moneyOf(frame);
  const { items, nextCursor } = pageOf(found, frame);
  const unexplained = found.clients.flatMap((client) => client.unexplained);
  const total = (of: (client: ClientReconciliation) => Decimal) => money(sum(found.clients.map(of)));
  return {
    asOf: frame.now.toISOString(),
    quickBooksAsOf: found.quickBooksAsOf?.toISOString() ?? null,
    shop: total((client) => client.shop),
    quickBooks: total((client) => client.quickBooks),
    difference: total((client) => client.difference),
    unexplained: money(sum(unexplained.map((rest) => rest.amount))),
    clientsUnexplained: new Set(unexplained.map((rest) => rest.clientId)).size,
    clients: items.map((client) => presentClient(client, frame)),
    nextCursor,
  };
}

const places = [/^\d{1,20}(\.\d+)?$/, /^[0-9a-f-]{36}$/];

/** A cursor names the last client and its difference: one whose difference changed meanwhile may come twice or not. */
function pageOf(
  { clients }: CompanyReconciliation,
  query: { limit: number; cursor: string | undefined; differing: boolean },
): Page<ClientReconciliation> {
  const [size, lastId] = readCursor(query.cursor, places) ?? [];
  const wanted = query.differing ? clients.filter(differs) : clients;
  const at = wanted.findIndex((client) => client.clientId === lastId);
  const smaller = wanted.findIndex((client) => size !== undefined && client.difference.abs().lt(size));
  const start = size === undefined ? 0 : at >= 0 ? at + 1 : smaller >= 0 ? smaller : wanted.length;
  const rows = wanted.slice(start, start + query.limit + 1);
  const key = (client: ClientReconciliation) => [client.difference.abs().toFixed(), client.clientId];
  return toPage(rows, { limit: query.limit, key, item: (client) => client });
}

function differs({ difference, causes, unexplained }: ClientReconciliation): boolean {
  return !difference.eq(0) || causes.length > 0 || unexplained.length > 0;
}

function presentClient(client: ClientReconciliation, frame: Frame): ClientBody {
  const money = moneyOf(frame);
  const unexplained = client.unexplained.map(({ invoiceId, number, amount }) => ({
    invoiceId,
    number,
    amount: money(amount),
  }));
  return {
    clientId: client.clientId,
    name: client.name,
    shop: money(client.shop),
    quickBooks: money(client.quickBooks),
    difference: money(client.difference),
    unexplained: money(sum(client.unexplained.map((rest) => rest.amount))),
    unexplainedInvoices: unexplained.slice(0, mostCauses),
    quickBooksReadAt: client.quickBooksReadAt?.toISOString() ?? null,
    causes: presentCauses(client.causes, frame),
  };
}

function presentCauses(causes: readonly CauseOfDifference[], frame: Frame): CauseBody[] {
  const money = moneyOf(frame);
  const titles = causeTitles[frame.language];
  const each = causes.slice(0, mostCauses).map((cause) => ({
    code: cause.code,
    title: titles[cause.code],
    amount: money(cause.amount),
    invoiceId: cause.invoiceId,
    number: cause.number,
    quickBooksId: cause.booksId,
    issueId: cause.issue?.id ?? null,
    // Issues are stored with the codes of the contract.
    issueCode: (cause.issue?.code ?? null) as IssueCode | null,
    count: 1,
  }));
  const rest = causes.slice(mostCauses);
  const about = { invoiceId: null, number: null, quickBooksId: null, issueId: null, issueCode: null };
  const together = [...new Set(rest.map((cause) => cause.code))].map((code) => {
    const same = rest.filter((cause) => cause.code === code);
    const amount = money(sum(same.map((cause) => cause.amount)));
    return { code, title: titles[code], amount, ...about, count: same.length };
  });
  return [...each, ...together];
}

/** A row for each cause, so that the column of amounts sums to the differences; a client in balance has one row. */
export function reconciliationCsv(found: CompanyReconciliation, frame: Frame): string {
  const money = moneyOf(frame);
  const titles = causeTitles[frame.language];
  const rows = found.clients.flatMap((client): Cell[][] => {
    const head = [
      client.name,
      ...[client.shop, client.quickBooks, client.difference].map((n) => ({ number: money(n) })),
    ];
    const readAt = client.quickBooksReadAt?.toISOString() ?? '';
    const causes = [
      ...client.causes.map((cause) => ({ ...cause, title: titles[cause.code] })),
      ...client.unexplained.map((rest) => ({ ...rest, title: causeUnexplained[frame.language] })),
    ];
    if (causes.length === 0) return [[...head, '', '', { number: money(client.difference) }, readAt]];
    return causes.map(({ title, number, amount }) => [...head, title, number ?? '', { number: money(amount) }, readAt]);
  });
  return csv([reconciliationColumns[frame.language], ...rows]);
}
