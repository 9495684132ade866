/** The small lists: payment methods, terms, departments and classes; tax codes and rates, which only the accountant edits. */
import type { EntityName } from '../entity.ts';
import { type JsonObject, objectsOf, refOf, textOf } from '../json.ts';
import type { Books, Entry } from '../state/books.ts';
import { required, unsupported } from '../wire/fault.ts';
import { type EntityRules, type WriteOptions, wishedContent } from './entity-rules.ts';
import { placeBelow, renameBelow } from './hierarchy.ts';
import { checkName, nameForState } from './names.ts';

export const paymentMethodRules = flatList('PaymentMethod', (wish) => ({ Type: wish.Type ?? 'NON_CREDIT_CARD' }));

/** The accountant's: clients only read them. */
export const customerTypeRules = flatList('CustomerType', () => ({}));

export const termRules = flatList('Term', (wish) => {
  if (typeof wish.DueDays === 'number') return { Type: 'STANDARD', DiscountPercent: wish.DiscountPercent ?? 0 };
  if (typeof wish.DayOfMonthDue === 'number') return { Type: 'DATE_DRIVEN' };
  throw required('DueDays');
});

export const departmentRules = tree('Department', 'SubDepartment');
export const classRules = tree('Class', 'SubClass');

/** Read-only for clients; the accountant renames, retires or changes rates on QuickBooks' own pages. */
export const taxCodeRules = accountantsList('TaxCode');
export const taxRateRules = accountantsList('TaxRate');

export const companyInfoRules: EntityRules = {
  create: (books, request) => books.insert('CompanyInfo', request, { id: '1' }),
  update: (books, entry, request, options) =>
    books.replace('CompanyInfo', entry, {
      body: wishedContent(entry.body, request, { ...options, kept: Object.keys(entry.body) }),
    }),
};

type Extra = (wish: JsonObject) => JsonObject;

function flatList(entity: EntityName, extra: Extra): EntityRules {
  const content = (books: Books, request: JsonObject, { before, options }: ListDraft): JsonObject => {
    const wish = wishedContent(before?.body ?? {}, request, { ...options, kept: ['Name', 'Active'] });
    return { ...wish, ...nameAndState(books, entity, { wish, before }), ...extra(wish) };
  };
  return {
    create: (books, request, options) =>
      books.insert(entity, content(books, request, { before: undefined, options }), options),
    update: (books, entry, request, options) =>
      books.replace(entity, entry, { body: content(books, request, { before: entry, options }) }),
  };
}

interface ListDraft {
  before: Entry | undefined;
  options: WriteOptions;
}

function tree(entity: EntityName, flag: string): EntityRules {
  const content = (books: Books, request: JsonObject, { before, options }: ListDraft): JsonObject => {
    const wish = wishedContent(before?.body ?? {}, request, { ...options, kept: ['Name', 'Active'] });
    const parentId = refOf(wish.ParentRef);
    const named = nameAndState(books, entity, { wish, before, parentId });
    return { ...wish, ...named, [flag]: parentId !== undefined };
  };
  return {
    create: (books, request, options) =>
      books.insert(entity, content(books, request, { before: undefined, options }), options),
    update: (books, entry, request, options) => {
      const next = books.replace(entity, entry, { body: content(books, request, { before: entry, options }) });
      renameBelow(books, entity, next);
      return next;
    },
  };
}

function nameAndState(
  books: Books,
  entity: EntityName,
  { wish, before, parentId }: { wish: JsonObject; before: Entry | undefined; parentId?: string | undefined },
): JsonObject {
  const sent = textOf(wish.Name);
  if (!sent) throw required('Name');
  const active = wish.Active !== false;
  const Name = nameForState(books, { entity, name: sent, before: before?.body, active });
  if (entity !== 'Department' && entity !== 'Class') {
    checkName(books, { entity, name: Name, ownId: before?.id });
    return { Name, Active: active };
  }
  const place = placeBelow(books, entity, { name: Name, parentId, ownId: before?.id });
  const path = textOf(place.FullyQualifiedName) ?? Name;
  checkName(books, { entity, name: Name, ownId: before?.id, path });
  return { Name, FullyQualifiedName: path, Active: active };
}

function accountantsList(entity: EntityName): EntityRules {
  return {
    update: (books, entry, request, options) => {
      if (books.actor === 'client') throw unsupported(`update on ${entity}`);
      const kept = Object.keys(entry.body);
      const body = wishedContent(entry.body, request, { ...options, kept });
      return books.replace(entity, entry, { body: entity === 'TaxRate' ? withEffectiveRate(books, body) : body });
    },
  };
}

/** The rate that holds from today on stands beside the former ones. */
function withEffectiveRate(books: Books, body: JsonObject): JsonObject {
  const former = objectsOf(body.EffectiveTaxRate);
  if (former.at(-1)?.RateValue === body.RateValue) return body;
  const EffectiveDate = `${books.today}T00:00:00-08:00`;
  const ended = former.map((rate) => ({ ...rate, EndDate: rate.EndDate ?? EffectiveDate }));
  return { ...body, EffectiveTaxRate: [...ended, { RateValue: body.RateValue, EffectiveDate }] };
}
