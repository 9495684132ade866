/** Accounts: made, changed, deleted. Balances are not stated, they follow from the ledger; one with entries stays. */
import { amountText, currencyPlaces, ZERO } from '../base/decimal.ts';
import { type Id, newId } from '../base/ids.ts';
import { merge, type Patch } from '../base/merge.ts';
import { insertAccount, isAccountUsed, loadAccounts, removeAccount, updateAccount } from '../db/accounts.ts';
import { loadCompany } from '../db/companies.ts';
import type { Tx } from '../db/database.ts';
import { lockRow } from '../db/lock-row.ts';
import { notifyChange } from '../db/looks.ts';
import type { Account } from '../domain/catalog.ts';
import { notFound } from '../domain/refused.ts';
import type { CommandContext } from './command.ts';
import { checkCurrency } from './money.ts';
import { pickLocation } from './references.ts';

export interface AccountWrite {
  name: string;
  kind: Account['kind'];
  locationId?: Id | null | undefined;
  currency?: string | undefined;
  active?: boolean | undefined;
}

export async function createAccount(tx: Tx, context: CommandContext, input: AccountWrite): Promise<Account> {
  const { currency } = await loadCompany(tx, context.companyId);
  checkCurrency(input.currency, currency);
  const account: Account = {
    id: newId(),
    name: input.name,
    kind: input.kind,
    locationId: await checkedLocationId(tx, context, input.locationId ?? null),
    currency,
    balance: amountText(ZERO, currencyPlaces(currency)),
    active: input.active ?? true,
  };
  await insertAccount(tx, context.companyId, account);
  await notifyChange(tx, context.companyId);
  return account;
}

export async function changeAccount(
  tx: Tx,
  context: CommandContext,
  id: Id,
  patch: Patch<AccountWrite>,
): Promise<Account> {
  const before = await accountToChange(tx, context, id);
  checkCurrency(patch.currency, before.currency);
  const moved = patch.locationId !== undefined && patch.locationId !== before.locationId;
  const locationId = moved ? await checkedLocationId(tx, context, patch.locationId ?? null) : before.locationId;
  const after = { ...merge<Account>(before, patch), locationId };
  await updateAccount(tx, context.companyId, after);
  await notifyChange(tx, context.companyId);
  return after;
}

export async function deleteAccount(tx: Tx, context: CommandContext, id: Id): Promise<void> {
  const account = await accountToChange(tx, context, id);
  if (await isAccountUsed(tx, context.companyId, account.id)) {
    await updateAccount(tx, context.companyId, { ...account, active: false });
  } else {
    await removeAccount(tx, context.companyId, account.id);
  }
  await notifyChange(tx, context.companyId);
}

async function accountToChange(tx: Tx, context: CommandContext, id: Id): Promise<Account> {
  await lockRow(tx, 'accounts', context.companyId, id);
  const [account] = await loadAccounts(tx, context.companyId, [id]);
  if (!account) throw notFound('account');
  return account;
}

async function checkedLocationId(tx: Tx, context: CommandContext, id: Id | null): Promise<Id | null> {
  return id === null ? null : (await pickLocation(tx, context, id)).id;
}
