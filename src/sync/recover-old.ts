/**
 * A request whose outcome is still unknown after a day: QuickBooks may have forgotten its id, so sending it again could do it
 * twice. What it would have created is looked for first, and adopted if it matches, stands for nothing else, and is not
 * older than the request; what is not found was never made, and is decided anew with a new request.
 */
import { sameNumber } from '../base/decimal.ts';
import { closeIntent, type Intent, type IntentMember } from '../db/intents.ts';
import { linksOfBooks } from '../db/links.ts';
import { markTokenStale, type Seen } from '../db/mirrors.ts';
import { Invoice, Payment } from '../quickbooks/entities.ts';
import { type Condition, selectStatement } from '../quickbooks/query.ts';
import type { SyncContext } from './context.ts';
import { invoicesOf } from './mapping/payment.ts';
import { type Pass, writeHeld } from './pass-state.ts';
import { runQueries } from './read-books.ts';
import { type MemberOutcome, recordAnswer } from './record-answer.ts';
import { toSeen } from './see.ts';

const rememberedMs = 23 * 3_600_000;
/** The clocks of both sides may differ. */
const skewMs = 10 * 60_000;

export function mayBeForgotten(intent: Intent, now: Date): boolean {
  // Also where no answer was noted: a worker that died after sending had no time to note that it had sent.
  return now.getTime() - intent.createdAt.getTime() > rememberedMs;
}

/** False when QuickBooks could not be asked now. */
export async function recoverOld(context: SyncContext, pass: Pass, intent: Intent): Promise<boolean> {
  const bodies = bodiesOf(intent);
  const creates = intent.members.filter((member) => member.operation === 'create' && bodies.has(member.bId));
  const statements = creates.map((member) => statementFor(member, bodies.get(member.bId) ?? {}, intent));
  const rows = statements.length > 0 ? await runQueries(context, pass, statements) : [];
  if (!rows) return false;
  const found = rows.map(({ entity, row }) => toSeen(entity, row));
  await writeHeld(context, pass, async (tx, now) => {
    const scope = { companyId: pass.companyId, realmId: pass.connection.realmId };
    const outcomes = new Map<string, MemberOutcome>();
    for (const member of creates) {
      const linked = await linksOfBooks(tx, { ...scope, kind: member.kind, booksIds: found.map((row) => row.booksId) });
      const taken = new Set([...linked.map((link) => link.booksId), ...usedIn(outcomes)]);
      const match = found.find((row) => !taken.has(row.booksId) && matches(member, bodies.get(member.bId) ?? {}, row));
      if (match) outcomes.set(member.bId, { kind: 'answer', body: match.doc });
    }
    for (const member of intent.members) {
      if (member.operation === 'create' || !member.booksId) continue;
      await markTokenStale(tx, { ...scope, entity: member.entity, booksIds: [member.booksId] });
    }
    await recordAnswer(tx, context, pass, { intent, outcomes, tid: null, durationMs: 0, now });
    await closeIntent(tx, { companyId: pass.companyId, id: intent.id, now });
  });
  return true;
}

function usedIn(outcomes: ReadonlyMap<string, MemberOutcome>): string[] {
  return [...outcomes.values()].flatMap((outcome) =>
    outcome.kind === 'answer' ? [String((outcome.body as { Id: string }).Id)] : [],
  );
}

type Body = Record<string, unknown>;

/** What each member asked for, from the bytes that were sent. */
function bodiesOf(intent: Intent): Map<string, Body> {
  const whole = JSON.parse(intent.body) as Body & { BatchItemRequest?: Body[] };
  const [only] = intent.members;
  if (!whole.BatchItemRequest) return new Map(only ? [[only.bId, whole]] : []);
  return new Map(
    whole.BatchItemRequest.map((item) => {
      const member = intent.members.find((candidate) => candidate.bId === item.bId);
      return [String(item.bId), (member ? item[member.entity] : {}) as Body];
    }),
  );
}

const refOf = (body: Body): string => String((body.CustomerRef as { value?: string } | undefined)?.value ?? '');

function statementFor(member: IntentMember, body: Body, intent: Intent): string {
  const since = new Date(intent.createdAt.getTime() - skewMs).toISOString();
  const made: Condition = { field: 'MetaData.CreateTime', op: '>=', value: since };
  const by: Record<IntentMember['kind'], Condition> = {
    invoice: { field: 'CustomerRef', op: '=', value: refOf(body) },
    payment: { field: 'CustomerRef', op: '=', value: refOf(body) },
    client: { field: 'DisplayName', op: '=', value: String(body.DisplayName) },
    item: { field: 'Name', op: '=', value: String(body.Name) },
  };
  return selectStatement({ entity: member.entity, where: [by[member.kind], made], maxResults: 1000 });
}

function matches(member: IntentMember, body: Body, row: Seen): boolean {
  if (row.entity !== member.entity) return false;
  if (member.kind === 'client') return row.doc.DisplayName === body.DisplayName;
  if (member.kind === 'item') return row.doc.Name === body.Name;
  if (member.kind === 'invoice') {
    const doc = Invoice.parse(row.doc);
    const numbered = body.DocNumber === undefined || doc.DocNumber === body.DocNumber;
    return numbered && doc.CustomerRef.value === refOf(body) && doc.TxnDate === body.TxnDate && sameLines(doc, body);
  }
  const doc = Payment.parse(row.doc);
  const wanted = Payment.safeParse({ Id: '0', SyncToken: '0', MetaData: {}, ...body });
  return (
    wanted.success &&
    sameNumber(doc.TotalAmt, wanted.data.TotalAmt) &&
    doc.TxnDate === wanted.data.TxnDate &&
    doc.PaymentRefNum === wanted.data.PaymentRefNum &&
    invoicesOf(doc).join() === invoicesOf(wanted.data).join()
  );
}

/** The amounts of the lines, in order, as they were sent. */
function sameLines(doc: Invoice, body: Body): boolean {
  const amounts = (lines: readonly { DetailType?: unknown; Amount?: unknown }[]) =>
    lines.filter((line) => line.DetailType === 'SalesItemLineDetail').map((line) => String(Number(line.Amount)));
  return amounts(doc.Line).join() === amounts(Array.isArray(body.Line) ? body.Line : []).join();
}
