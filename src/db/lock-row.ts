/** Keeps one row from change by others until the transaction ends, so that a patch is merged into what it was read from. */
import type { Id } from '../base/ids.ts';
import type { Tx } from './database.ts';

export type LockableTable =
  | 'accounts'
  | 'api_keys'
  | 'clients'
  | 'employees'
  | 'invoice_statuses'
  | 'items'
  | 'locations'
  | 'payment_methods'
  | 'roles'
  | 'taxes'
  | 'webhook_endpoints';

/** False when there is no such row. */
export async function lockRow(tx: Tx, table: LockableTable, companyId: Id, id: Id): Promise<boolean> {
  const rows = await tx`select 1 from ${tx(table)} where company_id = ${companyId} and id = ${id} for update`;
  return rows.length === 1;
}

export async function lockCompany(tx: Tx, companyId: Id): Promise<void> {
  await tx`select 1 from companies where id = ${companyId} for no key update`;
}
