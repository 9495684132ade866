/** The column employees.invoice_views: filters under a name, each employee's own. */
import type { Id } from '../base/ids.ts';
import type { SavedView } from '../contract/views.ts';
import type { Reader, Tx } from './database.ts';

export async function viewsOf(reader: Reader, companyId: Id, employeeId: Id): Promise<SavedView[]> {
  const [row] = await reader<{ invoice_views: SavedView[] }[]>`
    select invoice_views from employees where company_id = ${companyId} and id = ${employeeId}`;
  return row?.invoice_views ?? [];
}

/** As viewsOf; nobody else changes them until the transaction ends. */
export async function lockViews(tx: Tx, companyId: Id, employeeId: Id): Promise<SavedView[]> {
  await tx`select 1 from employees where company_id = ${companyId} and id = ${employeeId} for no key update`;
  return viewsOf(tx, companyId, employeeId);
}

export async function putViews(tx: Tx, companyId: Id, owned: { employeeId: Id; views: SavedView[] }): Promise<void> {
  await tx`
    update employees set invoice_views = ${tx.json(owned.views)}
    where company_id = ${companyId} and id = ${owned.employeeId}`;
}
