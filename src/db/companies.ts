/** The table companies. */
import type { Id } from '../base/ids.ts';
import type { Company } from '../domain/company.ts';
import type { Reader, Tx } from './database.ts';

interface CompanyRow {
  id: Id;
  name: string;
  country: string;
  currency: string;
  time_zone: string;
  language: 'en' | 'fr';
  tax_rounding: 'line' | 'document';
  numbering: string;
  invoice_term_days: number;
  created_at: Date;
}

/** The company that the reader was opened for. */
export async function loadCompany(reader: Reader, companyId: Id): Promise<Company> {
  const [row] = await reader<CompanyRow[]>`select * from companies where id = ${companyId}`;
  if (!row) throw new Error(`Company ${companyId} is gone while it is being worked on.`);
  return toCompany(row);
}

/** For the command line: by id or by name, whatever its case. */
export async function findCompanies(tx: Tx, nameOrId: string): Promise<Company[]> {
  const rows = await tx<CompanyRow[]>`
    select * from companies where id::text = ${nameOrId} or lower(name) = lower(${nameOrId}) order by id limit 10`;
  return rows.map(toCompany);
}

/** In the order in which they were made. */
export async function allCompanies(tx: Tx): Promise<Company[]> {
  return (await tx<CompanyRow[]>`select * from companies order by id`).map(toCompany);
}

export async function hasCompanies(tx: Tx): Promise<boolean> {
  return (await tx`select 1 from companies limit 1`).length > 0;
}

/** No company is made by anyone else until the transaction ends. */
export async function lockCompanies(tx: Tx): Promise<void> {
  await tx`lock table companies in share row exclusive mode`;
}

export async function insertCompany(tx: Tx, company: Company): Promise<void> {
  await tx`
    insert into companies (id, name, country, currency, time_zone, language, tax_rounding, numbering,
      invoice_term_days, created_at)
    values (${company.id}, ${company.name}, ${company.country}, ${company.currency}, ${company.timeZone},
      ${company.language}, ${company.taxRounding}, ${company.numbering}, ${company.invoiceTermDays},
      ${company.createdAt})`;
}

export async function updateCompany(tx: Tx, company: Company): Promise<void> {
  await tx`
    update companies set name = ${company.name}, country = ${company.country}, time_zone = ${company.timeZone},
      language = ${company.language}, tax_rounding = ${company.taxRounding}, numbering = ${company.numbering},
      invoice_term_days = ${company.invoiceTermDays}
    where id = ${company.id}`;
}

/** The next counter of invoice numbers. It holds the company's row until the transaction ends, so none is given twice. */
export async function nextInvoiceCounter(tx: Tx, companyId: Id): Promise<bigint> {
  const [row] = await tx<{ invoice_counter: string }[]>`
    update companies set invoice_counter = invoice_counter + 1 where id = ${companyId} returning invoice_counter`;
  return BigInt(row?.invoice_counter ?? '1');
}

function toCompany(row: CompanyRow): Company {
  return {
    id: row.id,
    name: row.name,
    country: row.country,
    currency: row.currency,
    timeZone: row.time_zone,
    language: row.language,
    taxRounding: row.tax_rounding,
    numbering: row.numbering,
    invoiceTermDays: row.invoice_term_days,
    createdAt: row.created_at,
  };
}
