/**
 * A request whose outcome is still unknown after a day: QuickBooks may have forgotten its id, so sending it again could do it
 * twice. What it would have created is looked for first, and adopted if it matches, stands for nothing else, and is not
 * older than the request; what is not found was never made, and is decided anew with a new request. What it would have undone
 * is read again: it is as it was to be, or it is decided anew.
 */
import { setSeek } from '../db/backfill.ts';
import type { Tx } from '../db/database.ts';
import { closeIntent, type Intent, type IntentMember } from '../db/intents.ts';
import { lockInvoice } from '../db/invoices.ts';
import { changeItems } from '../db/jobs.ts';
import { type LinkScope, linksOf, linksOfBooks, saveLink } from '../db/links.ts';
import { markTokenStale, type Seen } from '../db/mirrors.ts';
import { knownCreations, type OwnWrite } from '../db/own-writes.ts';
import type { SyncContext } from './context.ts';
import { isReversed } from './decide-undo.ts';
import { type Body, bodiesOf } from './intent-bodies.ts';
import { booksNumber } from './mapping/draft.ts';
import type { Apart, InvoiceBase } from './observation.ts';
import { type Pass, writeHeld } from './pass-state.ts';
import { readBooks, runQueries } from './read-books.ts';
import { type MemberOutcome, recordAnswer } from './record-answer.ts';
import {
  asMade,
  couldBe,
  findEdited,
  findMatch,
  findRenamed,
  namesInDoubt,
  statementsFor,
} from './recover-matching.ts';
import { toSeen } from './see.ts';

const rememberedMs = 23 * 3_600_000;

export function mayBeForgotten(intent: Intent, now: Date): boolean {
  // Also where no answer was noted: a worker that died after sending had no time to note that it had sent.
  return now.getTime() - intent.createdAt.getTime() > rememberedMs;
}

/** False when QuickBooks could not be asked now. `open`: all whose outcome is unknown, this one among them. */
export async function recoverOld(
  context: SyncContext,
  pass: Pass,
  { intent, open }: { intent: Intent; open: readonly Intent[] },
): Promise<boolean> {
  const bodies = bodiesOf(intent);
  const bodyOf = ({ bId }: IntentMember) => bodies.get(bId) ?? {};
  const creates = intent.members.filter((member) => member.operation === 'create' && bodies.has(member.bId));
  const statements = [...new Set(creates.flatMap((member) => statementsFor(member, bodyOf(member), intent)))];
  const rows = statements.length > 0 ? await runQueries(context, pass, statements) : [];
  if (!rows) return false;
  const undoing = intent.members.flatMap((member) => {
    const { entity, booksId, undo } = member;
    return booksId && undo ? [{ member, entity, booksId, undo }] : [];
  });
  const reread = undoing.length > 0 ? await readBooks(context, pass, undoing) : { seen: [] };
  if (!reread) return false;
  const found = rows.map(({ entity, row }) => toSeen(entity, row));
  await writeHeld(context, pass, async (tx, now) => {
    const scope = { companyId: pass.companyId, realmId: pass.connection.realmId };
    const outcomes = new Map<string, MemberOutcome>();
    const free = await withoutLinked(tx, scope, found);
    const take = (row: Seen) => free.splice(free.indexOf(row), 1);
    // First each as it was sent, so that nothing is taken for another that was renamed.
    let missing = creates;
    const inDoubt = namesInDoubt(open.flatMap((one) => [...bodiesOf(one).values()]));
    const isNamed = ({ doc }: Seen) => inDoubt.has(String(doc.DisplayName ?? doc.Name));
    const renamed: typeof findMatch = (member, body, rows) =>
      findRenamed(
        member,
        body,
        rows.filter((row) => !isNamed(row)),
      );
    for (const find of [findMatch, renamed]) {
      missing = missing.filter((member) => {
        const match = find(member, bodyOf(member), free);
        if (!match) return true;
        take(match);
        outcomes.set(member.bId, { kind: 'answer', body: match.doc, asMade: asMade(member, bodyOf(member)) });
        return false;
      });
    }
    // Changed there meanwhile? The number finds an invoice; which payment it is, a person says.
    const invoiceIds = missing.flatMap((member) => (member.kind === 'invoice' ? member.shopId : []));
    await setSeek(tx, { ...scope, invoiceIds, seek: 'wanted' });
    for (const member of missing) {
      const edited = member.kind === 'invoice' ? findEdited(bodyOf(member), free, intent) : undefined;
      if (edited && (await isRenumbered(tx, scope, member, edited))) {
        take(edited);
        await saveLink(tx, { ...scope, kind: 'invoice', shopId: member.shopId, booksId: edited.booksId });
      }
      const doubtful = free.filter((row) => couldBe(member, bodyOf(member), row));
      if (doubtful.length > 0) await setApart(tx, scope, member, doubtful);
    }
    for (const { member, entity, booksId, undo } of undoing) {
      const row = reread.seen.find((one) => one.entity === entity && one.booksId === booksId);
      if (row && hasUndone(member, bodyOf(member), row)) outcomes.set(member.bId, { kind: 'answer', body: row.doc });
      // It is decided again, as everything of an undo is before it is sent.
      else await changeItems(tx, { companyId: pass.companyId, jobId: undo.jobId }, [{ ...undo, state: 'ready' }]);
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

function hasUndone({ entity, operation }: IntentMember, asked: Body, { doc }: Seen): boolean {
  if (entity !== 'Invoice' && entity !== 'Payment') return false;
  return isReversed(operation === 'void' ? 'void' : 'restore', { entity, doc, asked });
}

/** One of the sides gave it another number meanwhile: by the shop's it is not found. */
async function isRenumbered(tx: Tx, scope: LinkScope, member: IntentMember, row: Seen): Promise<boolean> {
  const invoice = await lockInvoice(tx, scope.companyId, member.shopId);
  return invoice !== null && booksNumber(invoice.number) !== row.doc.DocNumber;
}

/**
 * The records that stand for nothing of the shop's and never did by a request that was answered, each once, in the order in
 * which they were made.
 */
async function withoutLinked(tx: Tx, scope: LinkScope, found: readonly Seen[]): Promise<Seen[]> {
  const each = [...new Map(found.map((row) => [`${row.entity} ${row.booksId}`, row])).values()];
  each.sort((a, b) => Number(a.booksId) - Number(b.booksId));
  const free: Seen[] = [];
  for (const kind of ['invoice', 'payment', 'client', 'item'] as const) {
    const rows = each.filter((row) => row.entity === entityOf[kind]);
    const linked = await linksOfBooks(tx, { ...scope, kind, booksIds: rows.map((row) => row.booksId) });
    const booksIds = rows.map((row) => row.booksId);
    const known = await knownCreations(tx, { ...scope, entity: entityOf[kind], booksIds });
    const taken = new Set([...linked.map((link) => link.booksId), ...known]);
    free.push(...rows.filter((row) => !taken.has(row.booksId)));
  }
  return free;
}

const entityOf: Record<IntentMember['kind'], OwnWrite['entity']> = {
  invoice: 'Invoice',
  payment: 'Payment',
  client: 'Customer',
  item: 'Item',
};

/** Neither side's money is copied to the other until a person has said whether it is the same. */
async function setApart(tx: Tx, scope: LinkScope, member: IntentMember, doubtful: readonly Seen[]): Promise<void> {
  if (!member.invoiceId) return;
  const [link] = await linksOf(tx, { ...scope, kind: 'invoice', shopIds: [member.invoiceId] });
  const base = link?.base as InvoiceBase | null | undefined;
  if (!base) return;
  const asked = (ids: readonly string[]): Apart['shop'] => Object.fromEntries(ids.map((id) => [id, 'asked']));
  const apart: Apart = {
    shop: { ...base.apart?.shop, ...asked([member.shopId]) },
    books: { ...base.apart?.books, ...asked(doubtful.map((row) => row.booksId)) },
  };
  await saveLink(tx, { ...scope, kind: 'invoice', shopId: member.invoiceId, base: { ...base, apart } });
}
