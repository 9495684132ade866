/** The table taxes. */
import type { Id } from '../base/ids.ts';
import type { Tax } from '../domain/catalog.ts';
import { duplicate } from '../domain/refused.ts';
import { shortest } from './amounts.ts';
import type { Reader, Tx } from './database.ts';
import { isViolationOf } from './violations.ts';

interface TaxRow {
  id: Id;
  name: string;
  code: string;
  rate: string;
  inclusive: boolean;
  compound: boolean;
  active: boolean;
}

/** All taxes of the company, inactive ones too. */
export async function allTaxes(reader: Reader, companyId: Id): Promise<Tax[]> {
  const rows = await reader<TaxRow[]>`select * from taxes where company_id = ${companyId} order by lower(name), id`;
  return rows.map(toTax);
}

export async function insertTax(tx: Tx, companyId: Id, tax: Tax): Promise<void> {
  await refuseTakenCode(tx`
    insert into taxes (company_id, id, name, code, rate, inclusive, compound, active)
    values (${companyId}, ${tax.id}, ${tax.name}, ${tax.code}, ${tax.rate}, ${tax.inclusive}, ${tax.compound},
      ${tax.active})`);
}

export async function updateTax(tx: Tx, companyId: Id, tax: Tax): Promise<void> {
  await refuseTakenCode(tx`
    update taxes set name = ${tax.name}, code = ${tax.code}, rate = ${tax.rate}, inclusive = ${tax.inclusive},
      compound = ${tax.compound}, active = ${tax.active}
    where company_id = ${companyId} and id = ${tax.id}`);
}

export async function removeTax(tx: Tx, companyId: Id, id: Id): Promise<void> {
  await tx`delete from taxes where company_id = ${companyId} and id = ${id}`;
}

export async function isTaxUsed(reader: Reader, companyId: Id, id: Id): Promise<boolean> {
  const [row] = await reader`
    select 1
    where exists (select 1 from items where company_id = ${companyId} and ${id}::uuid = any(tax_ids))
      or exists (select 1 from integrations where company_id = ${companyId} and settings::text like ${`%${id}%`})
      or exists (select 1 from invoices where company_id = ${companyId} and lines @> jsonb_build_array(
        jsonb_build_object('taxes', jsonb_build_array(jsonb_build_object('taxId', ${id}::text)))))`;
  return row !== undefined;
}

async function refuseTakenCode(statement: Promise<unknown>): Promise<void> {
  try {
    await statement;
  } catch (error) {
    throw isViolationOf(error, 'taxes_code') ? duplicate('code', 'Another tax has this code.') : error;
  }
}

function toTax(row: TaxRow): Tax {
  return {
    id: row.id,
    name: row.name,
    code: row.code,
    rate: shortest(row.rate),
    inclusive: row.inclusive,
    compound: row.compound,
    active: row.active,
  };
}
