/** The number of a new invoice: the one that was given if it is free, else the next free one of the template. */
import { dateIn } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { nextInvoiceCounter } from '../db/companies.ts';
import type { Tx } from '../db/database.ts';
import { findInvoiceByNumber } from '../db/invoices.ts';
import type { Company } from '../domain/company.ts';
import { invoiceNumber } from '../domain/numbering.ts';
import { duplicate } from '../domain/refused.ts';
import type { CommandContext } from './command.ts';

/** Numbers that people gave may stand in the counter's way; so many of them in a row are passed over. */
const mostTaken = 1000;

export async function nextNumber(tx: Tx, context: CommandContext, company: Company): Promise<string> {
  const date = dateIn(company.timeZone, context.now);
  for (let tries = 0; tries < mostTaken; tries += 1) {
    const counter = await nextInvoiceCounter(tx, company.id);
    const number = invoiceNumber(company.numbering, { counter, date });
    if ((await findInvoiceByNumber(tx, company.id, number)) === null) return number;
  }
  throw duplicate('number', 'The next numbers are all taken. Give a number, or change the template in the settings.');
}

/** `ownId`: the invoice that may have it. */
export async function checkNumberFree(tx: Tx, companyId: Id, number: string, ownId: Id | null): Promise<void> {
  const holder = await findInvoiceByNumber(tx, companyId, number);
  if (holder !== null && holder !== ownId) throw duplicate('number', 'Another invoice has this number.');
}
