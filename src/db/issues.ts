/** Issues: why two sides do not agree and what a person can do. One live row per cause; it closes when the cause is gone. */
import { type Id, newId } from '../base/ids.ts';
import type { FixId, IssueCode, Issue as IssueView } from '../contract/sync.ts';
import type { Reader, Tx } from './database.ts';
import { asJson } from './looks.ts';
import { tell } from './outbox.ts';

export interface IssueDraft {
  code: IssueCode;
  /** Tells two issues of one code on one invoice apart: a payment's id, an event's name, a tax. */
  subject: string;
  params: Record<string, string | number | null>;
  quickBooks: IssueView['quickBooks'];
  conflict: IssueView['conflict'];
  fixes: FixId[];
}

export interface StoredIssue extends IssueDraft {
  id: Id;
  invoiceId: Id | null;
  invoiceNumber: string | null;
  state: 'open' | 'dismissed' | 'closed';
  since: Date;
}

interface Row {
  id: Id;
  code: IssueCode;
  invoice_id: Id | null;
  number: string | null;
  subject: string;
  params: Record<string, string | number | null>;
  quickbooks: IssueView['quickBooks'];
  conflict: IssueView['conflict'];
  fixes: FixId[];
  state: 'open' | 'dismissed' | 'closed';
  since: Date;
}

function toIssue(row: Row): StoredIssue {
  return {
    id: row.id,
    code: row.code,
    invoiceId: row.invoice_id,
    invoiceNumber: row.number,
    subject: row.subject,
    params: row.params,
    quickBooks: row.quickbooks,
    conflict: row.conflict,
    fixes: row.fixes,
    state: row.state,
    since: row.since,
  };
}

export interface IssueScope {
  companyId: Id;
  realmId: string;
}

/**
 * Makes the live issues of one invoice (or, with null, of the company) exactly `drafts`; answers what changed. With
 * `keepOthers` it only adds: for what was found in the middle of a plan.
 */
export async function settleIssues(
  tx: Tx,
  request: IssueScope & { invoiceId: Id | null; drafts: readonly IssueDraft[]; now: Date; keepOthers?: boolean },
): Promise<{ opened: StoredIssue[]; closed: Id[] }> {
  const live = await liveIssues(tx, { ...request, invoiceIds: request.invoiceId ? [request.invoiceId] : [null] });
  const keyOf = (issue: { code: string; subject: string }) => `${issue.code}/${issue.subject}`;
  const wanted = new Map(request.drafts.map((draft) => [keyOf(draft), draft]));
  const gone = request.keepOthers ? [] : live.filter((issue) => !wanted.has(keyOf(issue)));
  const closed = gone.map((issue) => issue.id);
  if (closed.length > 0) {
    await tx`
      update issues set state = 'closed', changed_at = ${request.now}
      where company_id = ${request.companyId} and id = any(${closed}::uuid[])`;
  }
  const opened: StoredIssue[] = [];
  for (const draft of wanted.values()) {
    const existing = live.find((issue) => keyOf(issue) === keyOf(draft));
    const columns = {
      params: tx.json(draft.params),
      quickbooks: draft.quickBooks ? tx.json(asJson(draft.quickBooks)) : null,
      conflict: draft.conflict ? tx.json(asJson(draft.conflict)) : null,
      fixes: draft.fixes,
    };
    if (existing) {
      await tx`update issues set ${tx(columns)} where company_id = ${request.companyId} and id = ${existing.id}`;
      continue;
    }
    const id = newId();
    await tx`insert into issues ${tx({
      company_id: request.companyId,
      realm_id: request.realmId,
      id,
      code: draft.code,
      invoice_id: request.invoiceId,
      subject: draft.subject,
      since: request.now,
      changed_at: request.now,
      ...columns,
    })}`;
    opened.push({
      ...draft,
      id,
      invoiceId: request.invoiceId,
      invoiceNumber: null,
      state: 'open',
      since: request.now,
    });
  }
  for (const issue of opened) await tellIssue(tx, request, 'sync.issue_opened', issue);
  for (const issue of gone) await tellIssue(tx, request, 'sync.issue_closed', issue);
  return { opened, closed };
}

async function tellIssue(
  tx: Tx,
  { companyId, now }: { companyId: Id; now: Date },
  type: 'sync.issue_opened' | 'sync.issue_closed',
  issue: StoredIssue,
): Promise<void> {
  const { id, code, invoiceId, since } = issue;
  await tell(tx, { companyId, type, data: { issue: { id, code, invoiceId, since } }, now });
}

/** Open and dismissed issues of these invoices; null in the list stands for the company's own. */
export async function liveIssues(
  reader: Reader,
  query: IssueScope & { invoiceIds: readonly (Id | null)[] },
): Promise<StoredIssue[]> {
  const ids = query.invoiceIds.filter((id) => id !== null);
  const rows = await reader<Row[]>`
    select issues.*, null as number from issues
    where company_id = ${query.companyId} and realm_id = ${query.realmId} and state <> 'closed'
      and (invoice_id = any(${ids}::uuid[]) ${query.invoiceIds.includes(null) ? reader`or invoice_id is null` : reader``})
    order by id`;
  return rows.map(toIssue);
}

/** Issues of a former QuickBooks company are set aside with it, and come back with it. */
function joinCurrent(reader: Reader) {
  return reader`
    join connections on connections.company_id = issues.company_id and connections.realm_id = issues.realm_id
      and connections.current`;
}

export async function listIssues(
  reader: Reader,
  query: {
    companyId: Id;
    state: StoredIssue['state'];
    code?: IssueCode;
    invoiceId?: Id;
    limit: number;
    before: Id | null;
  },
): Promise<StoredIssue[]> {
  const rows = await reader<Row[]>`
    select issues.*, invoices.number from issues ${joinCurrent(reader)}
    left join invoices on invoices.company_id = issues.company_id and invoices.id = issues.invoice_id
    where issues.company_id = ${query.companyId} and issues.state = ${query.state}
      ${query.code ? reader`and issues.code = ${query.code}` : reader``}
      ${query.invoiceId ? reader`and issues.invoice_id = ${query.invoiceId}` : reader``}
      ${query.before ? reader`and issues.id < ${query.before}` : reader``}
    order by issues.id desc limit ${query.limit}`;
  return rows.map(toIssue);
}

export async function findIssue(reader: Reader, companyId: Id, id: Id): Promise<StoredIssue | null> {
  const [row] = await reader<Row[]>`
    select issues.*, invoices.number from issues ${joinCurrent(reader)}
    left join invoices on invoices.company_id = issues.company_id and invoices.id = issues.invoice_id
    where issues.company_id = ${companyId} and issues.id = ${id}`;
  return row ? toIssue(row) : null;
}

export async function setIssueState(
  tx: Tx,
  request: { companyId: Id; id: Id; state: StoredIssue['state']; reason?: string | null; now: Date },
): Promise<void> {
  await tx`
    update issues set state = ${request.state}, dismiss_reason = ${request.reason ?? null}, changed_at = ${request.now}
    where company_id = ${request.companyId} and id = ${request.id}`;
}

export async function countOpenIssues(reader: Reader, companyId: Id): Promise<number> {
  const [row] = await reader<{ count: string }[]>`
    select count(*) from issues ${joinCurrent(reader)}
    where issues.company_id = ${companyId} and issues.state = 'open'`;
  return Number(row?.count ?? 0);
}
