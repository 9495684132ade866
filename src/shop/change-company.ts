/** Changes the company's own settings. Country and currency stay: amounts and taxes that exist rest on them. */
import { merge, type Patch } from '../base/merge.ts';
import { loadCompany, updateCompany } from '../db/companies.ts';
import type { Tx } from '../db/database.ts';
import { lockCompany } from '../db/lock-row.ts';
import { notifyChange } from '../db/looks.ts';
import type { Company } from '../domain/company.ts';
import type { CommandContext } from './command.ts';

export type CompanyPatch = Patch<
  Pick<Company, 'name' | 'timeZone' | 'language' | 'taxRounding' | 'numbering' | 'invoiceTermDays'>
>;

export async function changeCompany(tx: Tx, context: CommandContext, patch: CompanyPatch): Promise<Company> {
  await lockCompany(tx, context.companyId);
  const after = merge<Company>(await loadCompany(tx, context.companyId), patch);
  await updateCompany(tx, after);
  await notifyChange(tx, context.companyId);
  return after;
}
