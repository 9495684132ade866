/** What a company's settings name in a QuickBooks company that is not the connected one; kept until it is connected again. */
import type { Id } from '../base/ids.ts';
import type { QuickBooksSettings } from '../contract/integration.ts';
import type { Tx } from './database.ts';
import { asJson } from './looks.ts';

/** The settings whose values are ids of QuickBooks: in another QuickBooks company they mean something else, or nothing. */
export type Mappings = Pick<
  QuickBooksSettings,
  | 'taxes'
  | 'untaxedQuickBooksTaxCode'
  | 'depositAccounts'
  | 'paymentMethods'
  | 'incomeAccountId'
  | 'defaultItemId'
  | 'locations'
>;

interface Scope {
  companyId: Id;
  realmId: string;
}

export async function keepMappings(tx: Tx, scope: Scope, mappings: Mappings): Promise<void> {
  await tx`
    update connections set kept_mappings = ${tx.json(asJson(mappings))}
    where company_id = ${scope.companyId} and realm_id = ${scope.realmId}`;
}

/** Null: this QuickBooks company was never connected, or nothing was mapped then. */
export async function takeKeptMappings(tx: Tx, scope: Scope): Promise<Mappings | null> {
  const [row] = await tx<{ kept: Mappings | null }[]>`
    select kept_mappings as kept from connections
    where company_id = ${scope.companyId} and realm_id = ${scope.realmId} for update`;
  if (row?.kept) {
    await tx`
      update connections set kept_mappings = null
      where company_id = ${scope.companyId} and realm_id = ${scope.realmId}`;
  }
  return row?.kept ?? null;
}
