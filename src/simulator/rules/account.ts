/** The chart of accounts: the type gives the classification; the ledger keeps the balances. */
import type { JsonObject } from '../json.ts';
import { refOf, textOf } from '../json.ts';
import type { Books, Entry } from '../state/books.ts';
import { invalidValue, required, tooLong } from '../wire/fault.ts';
import { standardSubType, typeOfSubType } from './account-types.ts';
import { type EntityRules, type WriteOptions, wishedContent } from './entity-rules.ts';
import { placeBelow, renameBelow } from './hierarchy.ts';
import { checkName, nameForState } from './names.ts';

const classifications: Readonly<Record<string, string>> = {
  Bank: 'Asset',
  'Accounts Receivable': 'Asset',
  'Other Current Asset': 'Asset',
  'Fixed Asset': 'Asset',
  'Other Asset': 'Asset',
  'Accounts Payable': 'Liability',
  'Credit Card': 'Liability',
  'Other Current Liability': 'Liability',
  'Long Term Liability': 'Liability',
  Equity: 'Equity',
  Income: 'Revenue',
  'Other Income': 'Revenue',
  Expense: 'Expense',
  'Other Expense': 'Expense',
  'Cost of Goods Sold': 'Expense',
};

export const accountRules: EntityRules = {
  create: (books, request, options) =>
    books.insert('Account', accountContent(books, { before: undefined, request, options }), options),
  update: (books, entry, request, options) => {
    const body = accountContent(books, { before: entry, request, options });
    const next = books.replace('Account', entry, { body });
    if (body.FullyQualifiedName !== entry.body.FullyQualifiedName) renameBelow(books, 'Account', next);
    return next;
  },
};

/** Where payments and deposits go that name no account. */
export function undepositedFunds(books: Books): string {
  return books.all('Account').find((entry) => entry.body.AccountSubType === 'UndepositedFunds')?.id ?? '4';
}

interface AccountDraft {
  before: Entry | undefined;
  request: JsonObject;
  options: WriteOptions;
}

function accountContent(books: Books, { before, request, options }: AccountDraft): JsonObject {
  const kept = ['Name', 'Active', 'AccountType', 'AccountSubType', 'CurrentBalance', 'CurrentBalanceWithSubAccounts'];
  const wish = wishedContent(before?.body ?? {}, request, { ...options, kept });
  const sent = textOf(wish.Name);
  if (!sent) throw required('Name');
  if (sent.includes('"')) throw invalidValue('2040', 'Name', 'The name of an account must not contain a double quote.');
  checkNumber(books, wish);
  const type = textOf(wish.AccountType) ?? typeOfSubType(textOf(wish.AccountSubType));
  if (type === undefined) throw required('AccountType');
  const classification = classifications[type];
  if (classification === undefined) throw invalidValue('2170', 'AccountType', `${type} is no account type.`);
  const active = wish.Active !== false;
  const Name = nameForState(books, { entity: 'Account', name: sent, before: before?.body, active });
  const place = placeBelow(books, 'Account', { name: Name, parentId: refOf(wish.ParentRef), ownId: before?.id });
  checkName(books, {
    entity: 'Account',
    name: Name,
    ownId: before?.id,
    path: textOf(place.FullyQualifiedName) ?? Name,
  });
  return {
    CurrentBalance: 0,
    CurrentBalanceWithSubAccounts: 0,
    ...wish,
    Name,
    AccountType: type,
    FullyQualifiedName: place.FullyQualifiedName,
    SubAccount: refOf(wish.ParentRef) !== undefined,
    Active: active,
    Classification: classification,
    AccountSubType: textOf(wish.AccountSubType) ?? standardSubType(type),
    CurrencyRef: { ...books.company.currency },
  };
}

function checkNumber(books: Books, wish: JsonObject): void {
  const number = textOf(wish.AcctNum) ?? '';
  const max = books.switches.accountNumberMax;
  if (number.length > max) throw tooLong('AcctNum', max, number.length);
  if (number.includes(':')) throw invalidValue('2040', 'AcctNum', 'The number of an account must not contain a colon.');
}
