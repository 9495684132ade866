/** Changes the company's own settings. The currency stays: all amounts rest on it. */
import { merge, type Patch } from '../base/merge.ts';
import { loadCompany, updateCompany } from '../db/companies.ts';
import type { Tx } from '../db/database.ts';
import { lockCompany } from '../db/lock-row.ts';
import { notifyChange } from '../db/looks.ts';
import type { Company } from '../domain/company.ts';
import type { CommandContext } from './command.ts';
import { checkCurrency } from './money.ts';

export type CompanyPatch = Patch<
  Pick<
    Company,
    'name' | 'country' | 'currency' | 'timeZone' | 'language' | 'taxRounding' | 'numbering' | 'invoiceTermDays'
  >
>;

export async function changeCompany(tx: Tx, context: CommandContext, patch: CompanyPatch): Promise<Company> {
  await lockCompany(tx, context.companyId);
  const before = await loadCompany(tx, context.companyId);
  checkCurrency(patch.currency, before.currency);
  const after = merge<Company>(before, patch);
  await updateCompany(tx, after);
  await notifyChange(tx, context.companyId);
  return after;
}
