/** Exactly once: no shop record was made twice in QuickBooks, and no share of a QuickBooks payment counts twice in the shop. */
import type { IntentMember } from '../../src/db/intents.ts';
import type { LoggedItem, RequestLogEntry } from '../../src/simulator/request-log.ts';
import { isVoid } from './acts-books.ts';
import { liveIssues } from './live-issues.ts';
import type { World } from './world.ts';

interface Row {
  request_id: string;
  members: IntentMember[];
  answered: boolean;
}

export async function checkOnce(world: World): Promise<string[]> {
  return [...(await madeOnce(world)), ...(await countedOnce(world)), ...(await noStrangers(world))];
}

/** What the log of the simulator says that was made, by the record of the shop for which it was made. */
async function madeOnce(world: World): Promise<string[]> {
  const { companyId } = world.shop;
  const rows = await world.database.read(
    companyId,
    (reader) => reader<Row[]>`
      select request_id, members, answered_at is not null as answered from intents where company_id = ${companyId}`,
  );
  const found = rows
    .filter((row) => !row.answered)
    .map((row) => `once: request ${row.request_id} is still open at the end`);
  const intents = new Map(rows.map((row) => [row.request_id, row]));
  const made = new Map<string, Made>();
  for (const [at, request] of world.control.requests().entries()) {
    if (!writesSomething(request)) continue;
    const intent = intents.get(request.requestId ?? '');
    if (!intent) {
      found.push(`once: a write was sent that is not stored (${request.path} ${request.requestId})`);
      continue;
    }
    if (request.replayed) continue;
    itemsOf(request).forEach((item, index) => {
      const member = intent.members[index];
      if (item.operation !== 'create' || item.id === null || !member) return;
      const { kind, shopId, invoiceId, generation } = member;
      const key = `${kind} ${shopId} generation ${generation}`;
      const before = [...(made.get(key)?.booksIds ?? [])].filter(
        (id) => (world.track.deleted.get(`${item.entity}/${id}`) ?? Number.POSITIVE_INFINITY) > at,
      );
      made.set(key, { kind, shopId, invoiceId, generation, booksIds: new Set([...before, item.id]) });
    });
  }
  // What an accountant changed while its answer was lost, a person judges; and may have said that it is something else.
  const issues = await liveIssues(world);
  for (const [key, one] of made) {
    const judged = world.track.saidOther.has(one.invoiceId ?? '') || judging(issues, one);
    if (judged && one.kind !== 'client' && one.kind !== 'item') made.delete(key);
  }
  for (const [key, { booksIds }] of made) {
    if (booksIds.size > 1) found.push(`once: ${key} was made as ${[...booksIds].join(' and ')}`);
  }
  return [...found, ...(await stillKnown(world, [...made.values()], issues))];
}

function judging(issues: ReadonlyMap<string, readonly string[]>, { kind, invoiceId }: Made): boolean {
  const codes = issues.get(invoiceId ?? '') ?? [];
  if (kind === 'payment') return codes.includes('payment_unpaired');
  return codes.includes('duplicate_number') || codes.includes('match_unconfirmed');
}

interface Made {
  kind: string;
  shopId: string;
  invoiceId: string | null;
  generation: number;
  booksIds: Set<string>;
}

interface LinkRow {
  kind: string;
  shop_id: string;
  books_id: string | null;
  generation: number;
  state: string;
}

/** What was made for a record of the shop stands for that record, and for no other one. */
async function stillKnown(
  world: World,
  made: readonly Made[],
  issues: ReadonlyMap<string, readonly string[]>,
): Promise<string[]> {
  const { companyId } = world.shop;
  const links = await world.database.read(
    companyId,
    (reader) => reader<LinkRow[]>`
      select kind, shop_id, books_id, generation, state from links where company_id = ${companyId}`,
  );
  const entityOf: Record<string, string> = { invoice: 'Invoice', payment: 'Payment', client: 'Customer', item: 'Item' };
  return made.flatMap(({ kind, shopId, invoiceId, generation, booksIds }) => {
    // Deleted by the accountant while its answer was lost, there is nothing left to be known.
    if ([...booksIds].every((id) => world.track.deleted.has(`${entityOf[kind]}/${id}`))) return [];
    // A payment over several invoices has a payment of the shop's on each.
    const own = links.find((link) => link.kind === kind && link.shop_id === shopId);
    if (own && booksIds.has(own.books_id ?? '')) return [];
    const ids = [...booksIds].join(' and ');
    const other = links.find(
      (link) => link.kind === kind && link.shop_id !== shopId && booksIds.has(link.books_id ?? ''),
    );
    // A payment that was moved there, and restored here since: it is another one now.
    const anew = kind === 'payment' && own !== undefined && own.generation !== generation;
    if (other && !anew) return [`once: ${kind} ${ids} was made for ${shopId} and stands for ${other.shop_id}`];
    if (!own || own.generation !== generation || own.state === 'unlinked') return [];
    // Found after a day with another content: a person is asked once the closed books let it be sent at all.
    if (own.books_id === null && issues.get(invoiceId ?? '')?.includes('closed_period')) return [];
    return [`once: ${kind} ${ids} was made for ${shopId}, which is linked to ${own.books_id}`];
  });
}

/** A request that is no batch is its own only item. */
function itemsOf(request: RequestLogEntry): LoggedItem[] {
  return request.items.length > 0 ? request.items : [request];
}

export function writesSomething(request: RequestLogEntry): boolean {
  return itemsOf(request).some((item) => ['create', 'update', 'void', 'delete'].includes(item.operation));
}

/** An invoice that was unlinked is not followed any more. */
async function countedOnce(world: World): Promise<string[]> {
  const { companyId } = world.shop;
  const rows = await world.database.read(
    companyId,
    (reader) => reader<{ books_id: string; invoice_id: string; count: string; total: string }[]>`
      select links.books_id, payments.invoice_id, count(*),
        -- A share that was edited in the shop, which an issue says, was not credited by Tandem.
        sum(case when exists (
            select 1 from issues where issues.company_id = links.company_id and issues.invoice_id = payments.invoice_id
              and issues.state <> 'closed' and (issues.subject = 'payment:' || payments.id or issues.code = 'closed_period'))
          then least(payments.amount, (links.base -> 'shop' ->> 'amount')::numeric) else payments.amount end) as total
      from links
      join payments on payments.company_id = links.company_id and payments.id = links.shop_id and payments.state = 'active'
      join links as followed on followed.company_id = links.company_id and followed.kind = 'invoice'
        and followed.shop_id = payments.invoice_id and followed.state <> 'unlinked'
      where links.company_id = ${companyId} and links.kind = 'payment' and links.books_id is not null
        -- A pair that is settled stands for nothing any more: the payment was restored, and is new.
        and links.base ->> 'ended' is distinct from 'true'
      group by links.books_id, payments.invoice_id`,
  );
  const found: string[] = [];
  const totals = new Map<string, number>();
  for (const row of rows) {
    if (Number(row.count) > 1)
      found.push(`once: payment ${row.books_id} counts ${row.count} times on ${row.invoice_id}`);
    totals.set(row.books_id, (totals.get(row.books_id) ?? 0) + Number(row.total));
  }
  for (const [booksId, total] of totals) {
    const record = world.control.read(world.realmId, 'Payment', booksId);
    if (record && !isVoid(record) && total > Number(record.TotalAmt) + 0.001) {
      found.push(`once: shop payments of ${total} stand for payment ${booksId} of ${record.TotalAmt}`);
    }
    if (!record || isVoid(record))
      found.push(`once: payment ${booksId} ended in QuickBooks, and ${total} still counts`);
  }
  return found;
}

/** Two records of one kind linked to one of QuickBooks, or one that nobody knows. */
async function noStrangers(world: World): Promise<string[]> {
  const { companyId } = world.shop;
  const rows = await world.database.read(
    companyId,
    (reader) => reader<{ kind: string; books_id: string; count: string }[]>`
      select kind, books_id, count(*) from links
      where company_id = ${companyId} and books_id is not null and kind <> 'payment' group by kind, books_id having count(*) > 1`,
  );
  return rows.map((row) => `once: ${row.count} ${row.kind}s are linked to ${row.books_id}`);
}
