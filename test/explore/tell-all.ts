/** For a person who looks into a failure (EXPLORE_TELL=2): what both sides hold and what was sent, after each step. */
import type { World } from './world.ts';

export async function tellAll(world: World): Promise<string> {
  const { companyId } = world.shop;
  const lines: string[] = [];
  await world.database.read(companyId, async (reader) => {
    const rows = await reader`
      select i.number, i.version, i.total, i.paid, i.credited, i.voided, l.state, l.books_id, l.requested, l.generation, l.trouble
      from invoices i left join links l on l.shop_id = i.id and l.kind = 'invoice' order by i.number`;
    for (const row of rows) lines.push(`    shop ${JSON.stringify(row)}`);
    const payments = await reader`
      select p.amount, p.date, p.reference, p.origin, p.state, p.version, l.books_id, l.base, l.trouble from payments p
      left join links l on l.shop_id = p.id and l.kind = 'payment' order by p.id`;
    for (const row of payments) lines.push(`    paid ${JSON.stringify(row)}`);
    for (const row of await reader`select code, subject, state, params, quickbooks from issues order by id`)
      lines.push(`    issue ${JSON.stringify(row)}`);
    for (const row of await reader`select * from looks`) lines.push(`    look ${JSON.stringify(row)}`);
    for (const row of await reader`select request_id, path, body, retry_at, attempts from intents where answered_at is null`) {
      lines.push(`    open ${JSON.stringify(row)}`);
    }
    for (const row of await reader`select entity, books_id, sync_token, deleted, token_stale, doc from mirrors where entity in ('Invoice','Payment') order by 1, 2`) {
      const { TotalAmt, Balance } = row.doc as { TotalAmt: unknown; Balance: unknown };
      lines.push(`    mirror ${JSON.stringify({ ...row, doc: { TotalAmt, Balance } })}`);
    }
  });
  for (const entity of ['Invoice', 'Payment']) {
    for (const record of world.control.list(world.realmId, entity)) {
      const { Id, SyncToken, DocNumber, TotalAmt, Balance, UnappliedAmt, Line, PrivateNote, TxnDate } = record;
      lines.push(
        `    books ${entity} ${JSON.stringify({ Id, SyncToken, DocNumber, TxnDate, TotalAmt, Balance, UnappliedAmt, PrivateNote, ...(entity === 'Payment' || process.env.EXPLORE_TELL === '3' ? { Line } : {}) })}`,
      );
    }
  }
  for (const { at, operation, entity, status, faults, items, replayed } of world.control.requests().slice(-6)) {
    lines.push(`    request ${at} ${operation} ${entity} ${status} ${replayed} ${faults} ${JSON.stringify(items)}`);
  }
  return `${lines.join('\n')}\n`;
}
