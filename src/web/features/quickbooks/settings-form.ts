/**
 * The QuickBooks settings as the form holds them (every shop account and method has a field, nothing is null), and as
 * the server takes them; and the way back from the server's field paths to the form's.
 */
import type { QuickBooksSettings } from '../../../contract/integration.ts';
import type { FieldError } from '../../api/client.ts';

export interface TaxRow {
  key: string;
  taxIds: string[];
  quickBooksTaxCode: string;
}

/** Shop id to QuickBooks id; empty: not mapped. */
type Mapping = Record<string, string>;

export interface SettingsForm
  extends Pick<
    QuickBooksSettings,
    | 'enabled'
    | 'sendStatusIds'
    | 'depositAccountId'
    | 'events'
    | 'conflictRule'
    | 'copyEdits'
    | 'autoUpdate'
    | 'startDate'
    | 'taxAuthority'
    | 'unmappedTax'
    | 'cancelAction'
    | 'deletedPaymentAction'
  > {
  taxes: TaxRow[];
  depositAccounts: Mapping;
  paymentMethods: Mapping;
  /** QuickBooks' location and class for each location of the shop. */
  departments: Mapping;
  classes: Mapping;
  incomeAccountId: string;
  defaultItemId: string;
  untaxedQuickBooksTaxCode: string;
}

export function newTaxRow(): TaxRow {
  return { key: crypto.randomUUID(), taxIds: [], quickBooksTaxCode: '' };
}

export function formOf(settings: QuickBooksSettings): SettingsForm {
  const { taxes, depositAccounts, paymentMethods, locations, ...rest } = settings;
  const { incomeAccountId, defaultItemId, untaxedQuickBooksTaxCode, ...same } = rest;
  return {
    ...same,
    taxes: taxes.map((row) => ({
      key: crypto.randomUUID(),
      taxIds: row.taxIds ?? (row.taxId ? [row.taxId] : []),
      quickBooksTaxCode: row.quickBooksTaxCode,
    })),
    depositAccounts: Object.fromEntries(depositAccounts.map((row) => [row.accountId, row.quickBooksAccountId])),
    paymentMethods: Object.fromEntries(
      paymentMethods.map((row) => [row.paymentMethodId, row.quickBooksPaymentMethodId]),
    ),
    departments: Object.fromEntries(locations.map((row) => [row.locationId, row.quickBooksDepartmentId ?? ''])),
    classes: Object.fromEntries(locations.map((row) => [row.locationId, row.quickBooksClassId ?? ''])),
    incomeAccountId: incomeAccountId ?? '',
    defaultItemId: defaultItemId ?? '',
    untaxedQuickBooksTaxCode: untaxedQuickBooksTaxCode ?? '',
  };
}

export function settingsOf(form: SettingsForm): QuickBooksSettings {
  const { taxes, depositAccounts, paymentMethods, departments, classes, ...rest } = form;
  const { incomeAccountId, defaultItemId, untaxedQuickBooksTaxCode, ...same } = rest;
  return {
    ...same,
    taxes: taxes.filter(isFilled).map(({ taxIds, quickBooksTaxCode }) => {
      const [only = ''] = taxIds;
      const code = { quickBooksTaxCode: quickBooksTaxCode.trim() };
      return taxIds.length > 1 ? { taxIds, ...code } : { taxId: only, ...code };
    }),
    depositAccounts: mapped(depositAccounts).map(([accountId, quickBooksAccountId]) => ({
      accountId,
      quickBooksAccountId,
    })),
    paymentMethods: mapped(paymentMethods).map(([paymentMethodId, quickBooksPaymentMethodId]) => ({
      paymentMethodId,
      quickBooksPaymentMethodId,
    })),
    locations: placesOf(form),
    incomeAccountId: incomeAccountId.trim() || null,
    defaultItemId: defaultItemId.trim() || null,
    untaxedQuickBooksTaxCode: untaxedQuickBooksTaxCode.trim() || null,
  };
}

function placesOf({
  departments,
  classes,
}: Pick<SettingsForm, 'departments' | 'classes'>): QuickBooksSettings['locations'] {
  const [department, class_] = [new Map(mapped(departments)), new Map(mapped(classes))];
  return [...new Set([...department.keys(), ...class_.keys()])].sort().map((locationId) => {
    const [quickBooksDepartmentId, quickBooksClassId] = [department.get(locationId), class_.get(locationId)];
    return {
      locationId,
      ...(quickBooksDepartmentId === undefined ? {} : { quickBooksDepartmentId }),
      ...(quickBooksClassId === undefined ? {} : { quickBooksClassId }),
    };
  });
}

/** The same but for the order of properties, in which the form and the server differ. */
export function areSame(one: QuickBooksSettings, other: QuickBooksSettings): boolean {
  return sorted(one) === sorted(other);
}

function sorted(settings: QuickBooksSettings): string {
  return JSON.stringify(settings, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

/** A row that nobody touched is not sent. */
export function isFilled(row: TaxRow): boolean {
  return row.taxIds.length > 0 || row.quickBooksTaxCode.trim() !== '';
}

function mapped(mapping: Mapping): [string, string][] {
  return Object.entries(mapping)
    .map(([id, code]): [string, string] => [id, code.trim()])
    .filter(([, code]) => code !== '');
}

/** The server counts the rows that were sent; the form knows them by their place or by the shop's id. */
export function formErrors(errors: readonly FieldError[], form: SettingsForm): Record<string, string> {
  const rows = form.taxes.map((row, index) => ({ row, index })).filter(({ row }) => isFilled(row));
  const place = (path: string): string => {
    const [list, at, field] = path.split('.');
    const index = Number(at);
    if (list === 'taxes' && at !== undefined) {
      return `taxes.${rows[index]?.index ?? index}.${field === 'quickBooksTaxCode' ? field : 'taxIds'}`;
    }
    if (list === 'depositAccounts') return `${list}.${mapped(form.depositAccounts)[index]?.[0] ?? ''}`;
    if (list === 'paymentMethods') return `${list}.${mapped(form.paymentMethods)[index]?.[0] ?? ''}`;
    if (list === 'locations') {
      return `${field === 'quickBooksClassId' ? 'classes' : 'departments'}.${placesOf(form)[index]?.locationId ?? ''}`;
    }
    return list === 'sendStatusIds' ? list : path;
  };
  return Object.fromEntries(errors.map(({ path, message }) => [place(path), message]));
}
