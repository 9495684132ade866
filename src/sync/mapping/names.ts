/** The shop's clients and items under the names and with the fields that QuickBooks takes. */

import type { Item } from '../../domain/catalog.ts';
import type { Client } from '../../domain/client.ts';
import { wireAmount } from '../../quickbooks/amount.ts';
import { limits } from '../../quickbooks/limits.ts';
import { addressBody } from './address-body.ts';

/** Colons separate parents from children in QuickBooks; tabs and line ends are refused. */
export function booksName(name: string, maxChars: number): string {
  const clean = name
    .normalize('NFC')
    .replace(/\s*:\s*/g, ' - ')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  return [...clean].slice(0, maxChars).join('').trim();
}

/** Names are compared as QuickBooks compares them: without regard to case and outer blanks. */
export function sameName(left: string, right: string): boolean {
  return left.trim().toLowerCase() === right.trim().toLowerCase();
}

/** The first name that was not refused: the client's own, then with a suffix, since vendors and employees share the names. */
export function displayName(client: Client, attempt: number): string {
  const suffix = attempt === 0 ? '' : attempt === 1 ? ' (customer)' : ` (customer ${attempt})`;
  return booksName(client.name, limits.personNameChars - suffix.length) + suffix;
}

export function customerBody(client: Client, attempt: number): Record<string, unknown> {
  const address = addressBody(client.address);
  const part = (text: string | null) => (text ? booksName(text, limits.personNameChars) : '');
  return {
    DisplayName: displayName(client, attempt),
    ...(client.type === 'organization' ? { CompanyName: booksName(client.name, limits.companyNameChars) } : {}),
    ...(part(client.firstName) ? { GivenName: part(client.firstName) } : {}),
    ...(part(client.lastName) ? { FamilyName: part(client.lastName) } : {}),
    ...(client.email ? { PrimaryEmailAddr: { Address: client.email } } : {}),
    ...(client.phone ? { PrimaryPhone: { FreeFormNumber: client.phone.slice(0, limits.phoneChars) } } : {}),
    ...(address ? { BillAddr: address } : {}),
  };
}

export function itemName(item: Pick<Item, 'name'>, attempt: number): string {
  const suffix = attempt === 0 ? '' : ` (${attempt + 1})`;
  return booksName(item.name, limits.itemNameChars - suffix.length) + suffix;
}

export function itemBody(
  item: Pick<Item, 'name' | 'kind' | 'sku' | 'price' | 'taxIds'>,
  options: { attempt: number; incomeAccountId: string; unitedStates: boolean },
): Record<string, unknown> {
  return {
    Name: itemName(item, options.attempt),
    Type: item.kind === 'product' ? 'NonInventory' : 'Service',
    IncomeAccountRef: { value: options.incomeAccountId },
    UnitPrice: wireAmount(item.price),
    ...(item.sku ? { Sku: item.sku.slice(0, limits.itemSkuChars) } : {}),
    ...(options.unitedStates ? { Taxable: item.taxIds.length > 0 } : {}),
  };
}
