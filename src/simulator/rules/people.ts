/** Customers, vendors and employees: the lists that share one space of names. */
import { amountIn } from '../amount.ts';
import type { NameEntity } from '../entity.ts';
import { type JsonObject, objectOf, refOf, textOf } from '../json.ts';
import type { Books, Entry } from '../state/books.ts';
import { businessRule, invalidValue, notModelled, rule } from '../wire/fault.ts';
import { storedAddress } from './addresses.ts';
import { nameCurrency } from './currency.ts';
import { type EntityRules, type WriteOptions, wishedContent } from './entity-rules.ts';
import { placeBelow, renameBelow } from './hierarchy.ts';
import { checkName, nameForState } from './names.ts';
import { checkReferences } from './references.ts';
import { isEmail } from './sales-form.ts';

export const customerRules = rulesFor('Customer');
export const vendorRules = rulesFor('Vendor');
export const employeeRules = rulesFor('Employee');

function rulesFor(entity: NameEntity): EntityRules {
  return {
    create: (books, request, options) =>
      books.insert(entity, personContent(books, { entity, before: undefined, request, options }), options),
    update: (books, entry, request, options) => {
      const body = personContent(books, { entity, before: entry, request, options });
      const next = books.replace(entity, entry, { body });
      if (body.FullyQualifiedName !== entry.body.FullyQualifiedName) renameBelow(books, entity, next);
      return next;
    },
  };
}

interface PersonDraft {
  entity: NameEntity;
  before: Entry | undefined;
  request: JsonObject;
  options: WriteOptions;
}

const kept: Record<NameEntity, readonly string[]> = {
  Customer: [
    'Balance',
    'BalanceWithJobs',
    'CurrencyRef',
    'DisplayName',
    'PrintOnCheckName',
    'Active',
    'Taxable',
    'DefaultTaxCodeRef',
  ],
  Vendor: ['Balance', 'CurrencyRef', 'DisplayName', 'PrintOnCheckName', 'Active', 'Vendor1099'],
  Employee: ['DisplayName', 'PrintOnCheckName', 'Active', 'BillableTime'],
};

function personContent(books: Books, draft: PersonDraft): JsonObject {
  const { entity, before, request, options } = draft;
  const wish: JsonObject = {
    ...defaults(books, entity),
    ...wishedContent(before?.body ?? {}, request, { ...options, kept: kept[entity] }),
  };
  const active = wish.Active !== false;
  const sent = textOf(request.DisplayName)?.trim() || textOf(before?.body.DisplayName) || composedName(wish);
  if (!sent) throw rule('6080', 'One of DisplayName, GivenName, MiddleName, FamilyName, Title or Suffix is required.');
  const DisplayName = nameForState(books, { entity, name: sent, before: before?.body, active });
  checkName(books, { entity, name: DisplayName, ownId: before?.id });
  checkDetails(books, { wish, before: before?.body, active });
  return {
    ...wish,
    ...placed(books, draft, { wish, name: DisplayName }),
    ...addresses(books, wish, before?.body),
    ...masked(wish, request),
    ...(entity === 'Employee'
      ? {}
      : { CurrencyRef: nameCurrency(books, { sent: request.CurrencyRef, before: before?.body.CurrencyRef }) }),
    DisplayName,
    PrintOnCheckName: textOf(request.PrintOnCheckName) || textOf(before?.body.PrintOnCheckName) || DisplayName,
    Active: active,
  };
}

function defaults(books: Books, entity: NameEntity): JsonObject {
  if (entity === 'Vendor') return { Balance: 0, Vendor1099: false };
  if (entity === 'Employee') return { BillableTime: false };
  const us = books.company.kind !== 'uk';
  const customer = { Job: false, BillWithParent: false, Balance: 0, BalanceWithJobs: 0 };
  const tax = us ? { Taxable: true, DefaultTaxCodeRef: { value: '2' } } : { Taxable: false };
  return { ...tax, ...customer, PreferredDeliveryMethod: 'Print' };
}

function composedName(wish: JsonObject): string {
  const parts = [wish.Title, wish.GivenName, wish.MiddleName, wish.FamilyName, wish.Suffix];
  return parts
    .map((part) => textOf(part)?.trim())
    .filter(Boolean)
    .join(' ');
}

function placed(
  books: Books,
  { entity, before }: PersonDraft,
  { wish, name }: { wish: JsonObject; name: string },
): JsonObject {
  if (entity !== 'Customer') return {};
  const parentId = refOf(wish.ParentRef);
  const place = placeBelow(books, 'Customer', { name, parentId, ownId: before?.id });
  const moved = before !== undefined && parentId !== refOf(before.body.ParentRef);
  if (moved && !amountIn(wish.BalanceWithJobs).eq(0))
    throw notModelled('moving a customer with a balance below another');
  return place;
}

function checkDetails(
  books: Books,
  { wish, before, active }: { wish: JsonObject; before: JsonObject | undefined; active: boolean },
): void {
  const email = textOf(objectOf(wish.PrimaryEmailAddr)?.Address);
  if (email !== undefined && !isEmail(email)) {
    throw invalidValue(
      '2210',
      'PrimaryEmailAddr',
      `Email Address does not conform to the syntax rules of RFC 822. Supplied value:${email}`,
    );
  }
  if (wish.Job === true && refOf(wish.ParentRef) === undefined) {
    throw businessRule('A sub-customer or job needs a ParentRef.');
  }
  checkReferences(books, wish, {
    before,
    lists: {
      SalesTermRef: 'Term',
      PaymentMethodRef: 'PaymentMethod',
      DefaultTaxCodeRef: 'TaxCode',
      CustomerTypeRef: 'CustomerType',
    },
  });
  const leaves = !active && before?.Active !== false;
  if (leaves && !amountIn(before?.BalanceWithJobs).eq(0) && books.switches.deactivateWithBalance === 'refuse') {
    throw rule('6220', 'A customer with a balance cannot be made inactive.');
  }
}

function addresses(books: Books, wish: JsonObject, before: JsonObject | undefined): JsonObject {
  const result: JsonObject = {};
  for (const property of ['BillAddr', 'ShipAddr', 'PrimaryAddr']) {
    const sent = objectOf(wish[property]);
    if (!sent) continue;
    const { Id: _, Lat: __, Long: ___, ...content } = sent;
    result[property] = storedAddress(books, content, objectOf(before?.[property]));
  }
  return result;
}

/** Tax numbers are never shown again in full. */
function masked(wish: JsonObject, request: JsonObject): JsonObject {
  const result: JsonObject = {};
  for (const property of ['PrimaryTaxIdentifier', 'SecondaryTaxIdentifier', 'TaxIdentifier', 'SSN']) {
    const sent = textOf(request[property]);
    result[property] =
      sent === undefined ? wish[property] : `${'X'.repeat(Math.max(sent.length - 4, 3))}${sent.slice(-4)}`;
  }
  return result;
}
