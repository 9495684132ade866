/**
 * Validates the settings as a whole and stores them. Whatever a person typed for QuickBooks is resolved by id, then by name
 * without regard to case; all errors come together, each with the path of its field. Saving sends nothing by itself.
 */
import type { Id } from '../base/ids.ts';
import type { QuickBooksSettings } from '../contract/integration.ts';
import type { SyncState } from '../contract/invoices.ts';
import { loadAccounts } from '../db/accounts.ts';
import { loadCompany } from '../db/companies.ts';
import { type Connection, currentConnection, sweepBy } from '../db/connections.ts';
import type { Reader, Tx } from '../db/database.ts';
import { integrationRows, savedSettings, saveIntegration } from '../db/integrations.ts';
import { allStatuses } from '../db/invoice-statuses.ts';
import { invoicesInStates } from '../db/links.ts';
import { lockCompany } from '../db/lock-row.ts';
import { askToLook, notifyChange } from '../db/looks.ts';
import { allTaxes } from '../db/taxes.ts';
import { type FieldError, Refused } from '../domain/refused.ts';
import { noSettings } from './company-view.ts';
import { findNamed, type Named } from './find-named.ts';
import { taxIdsOf } from './mapping/tax-codes.ts';
import { pickAccounts, pickItems, pickMethods, pickTaxCodes } from './pickers.ts';
import { resolvePlaces } from './resolve-places.ts';

interface Known {
  connection: Connection | null;
  statuses: ReadonlySet<Id>;
  taxes: ReadonlySet<Id>;
  taxCodes: readonly Named[];
  accounts: readonly (Named & { type: string })[];
  items: readonly (Named & { type: string })[];
  methods: readonly Named[];
}

export async function saveSettings(
  tx: Tx,
  request: { companyId: Id; now: Date; settings: QuickBooksSettings },
): Promise<QuickBooksSettings> {
  const { companyId, now } = request;
  // Another QuickBooks company may be connected at this moment, and the mappings are then of that one.
  await lockCompany(tx, companyId);
  const known = await loadKnown(tx, companyId);
  const before = await savedSettings(tx, companyId);
  const errors: FieldError[] = [];
  const settings = resolve(request.settings, known, errors);
  settings.locations = await resolvePlaces(tx, companyId, settings.locations, errors);
  checkStatuses(settings, known, errors);
  await checkDeposit(tx, companyId, settings, errors);
  const connected = known.connection !== null && known.connection.state !== 'disconnected';
  if (settings.enabled && !connected) {
    errors.push({ path: 'enabled', message: 'Connect to QuickBooks Online before you enable the integration.' });
  }
  if (errors.length > 0) throw new Refused('invalid', 'Some settings cannot be saved as they are.', errors);
  if (settings.enabled && before?.enabled !== true) await refuseSecondIntegration(tx, companyId, 'quickbooks');
  await saveIntegration(tx, { companyId, id: 'quickbooks', enabled: settings.enabled, settings, now });
  if (known.connection) await lookAgain(tx, known.connection, { wasEnabled: before?.enabled === true, settings, now });
  await notifyChange(tx, companyId);
  return settings;
}

/** Integrations of one kind exclude each other; the refusal names the one to disable first. */
export async function refuseSecondIntegration(
  tx: Tx,
  companyId: Id,
  id: 'quickbooks' | 'quickbooks_one_way',
): Promise<void> {
  const rows = await integrationRows(tx, companyId);
  const other = rows.find((row) => row.enabled && row.id !== id);
  if (!other) return;
  throw new Refused('other_integration_enabled', `Disable “${integrationNames[other.id] ?? other.id}” first.`);
}

export const integrationNames: Readonly<Record<string, string>> = {
  quickbooks: 'QuickBooks Online (2-way)',
  quickbooks_one_way: 'QuickBooks Online (1-way)',
};

/** Of invoices that QuickBooks has or is to have. */
export const followedStates: readonly SyncState[] = ['held', 'failed', 'pending', 'conflict', 'synced', 'voided'];

/** Held invoices are looked at again without a press; after enabling, all linked ones catch up. */
async function lookAgain(
  tx: Tx,
  connection: Connection,
  change: { wasEnabled: boolean; settings: QuickBooksSettings; now: Date },
): Promise<void> {
  const { companyId, realmId } = connection;
  if (!change.settings.enabled) return;
  const states = change.wasEnabled ? (['held', 'failed', 'pending', 'conflict'] as const) : followedStates;
  const subjectIds = await invoicesInStates(tx, { companyId, realmId, states });
  await askToLook(tx, { companyId, subjectIds, now: change.now });
  if (!change.wasEnabled) await sweepBy(tx, companyId, change.now);
}

async function loadKnown(reader: Reader, companyId: Id): Promise<Known> {
  const statuses = await allStatuses(reader, companyId);
  const taxes = await allTaxes(reader, companyId);
  return {
    connection: await currentConnection(reader, companyId),
    statuses: new Set(statuses.map((status) => status.id)),
    taxes: new Set(taxes.map((tax) => tax.id)),
    taxCodes: await pickTaxCodes(reader, companyId),
    accounts: await pickAccounts(reader, companyId),
    items: (await pickItems(reader, companyId)).filter((item) => item.type !== 'Category'),
    methods: await pickMethods(reader, companyId),
  };
}

/** Replaces typed names by ids; adds an error for each that fits none or two. */
function resolve(given: QuickBooksSettings, known: Known, errors: FieldError[]): QuickBooksSettings {
  const find = (list: readonly Named[], typed: string, path: string, what: string) =>
    findNamed(list, { typed, path, what }, errors);
  const optional = (list: readonly Named[], typed: string | null, path: string, what: string) =>
    typed === null ? null : find(list, typed, path, what);
  const income = known.accounts.filter((account) => account.type === 'Income' || account.type === 'Other Income');
  const money = known.accounts.filter((account) => ['Bank', 'Other Current Asset'].includes(account.type));
  return {
    ...given,
    taxes: given.taxes.map((row, index) => {
      checkTaxRow(row, { index, known, rows: given.taxes }, errors);
      const code = find(known.taxCodes, row.quickBooksTaxCode, `taxes.${index}.quickBooksTaxCode`, 'tax code');
      return { ...row, quickBooksTaxCode: code };
    }),
    depositAccounts: given.depositAccounts.map((row, index) => ({
      ...row,
      quickBooksAccountId: find(
        money,
        row.quickBooksAccountId,
        `depositAccounts.${index}.quickBooksAccountId`,
        'deposit account',
      ),
    })),
    paymentMethods: given.paymentMethods.map((row, index) => ({
      ...row,
      quickBooksPaymentMethodId: find(
        known.methods,
        row.quickBooksPaymentMethodId,
        `paymentMethods.${index}.quickBooksPaymentMethodId`,
        'payment method',
      ),
    })),
    incomeAccountId: optional(income, given.incomeAccountId, 'incomeAccountId', 'income account'),
    defaultItemId: optional(known.items, given.defaultItemId, 'defaultItemId', 'item'),
    untaxedQuickBooksTaxCode: optional(
      known.taxCodes,
      given.untaxedQuickBooksTaxCode,
      'untaxedQuickBooksTaxCode',
      'tax code',
    ),
  };
}

type TaxRow = QuickBooksSettings['taxes'][number];

function checkTaxRow(
  row: TaxRow,
  { index, known, rows }: { index: number; known: Known; rows: readonly TaxRow[] },
  errors: FieldError[],
): void {
  const path = row.taxIds ? `taxes.${index}.taxIds` : `taxes.${index}.taxId`;
  const ids = taxIdsOf(row);
  if (ids.length === 0 || (row.taxId && row.taxIds)) {
    errors.push({ path: `taxes.${index}.taxId`, message: 'Choose the tax, or several that stand together on a line.' });
  } else if (ids.some((id) => !known.taxes.has(id))) {
    errors.push({ path, message: 'There is no such tax.' });
  }
  const key = (other: TaxRow) => [...taxIdsOf(other)].sort().join('+');
  if (rows.findIndex((other) => key(other) === key(row)) < index) {
    errors.push({ path, message: 'This tax is mapped in another row already.' });
  }
}

function checkStatuses(settings: QuickBooksSettings, known: Known, errors: FieldError[]): void {
  settings.sendStatusIds.forEach((id, index) => {
    if (!known.statuses.has(id)) errors.push({ path: `sendStatusIds.${index}`, message: 'There is no such status.' });
  });
  for (const [event, id] of Object.entries(settings.events)) {
    if (id !== null && !known.statuses.has(id)) {
      errors.push({ path: `events.${event}`, message: 'There is no such status.' });
    }
  }
}

async function checkDeposit(
  reader: Reader,
  companyId: Id,
  settings: QuickBooksSettings,
  errors: FieldError[],
): Promise<void> {
  const company = await loadCompany(reader, companyId);
  const wanted = settings.depositAccountId === null ? [] : [settings.depositAccountId];
  const rows = settings.depositAccounts.map((row) => row.accountId);
  const accounts = await loadAccounts(reader, companyId, [...wanted, ...rows].filter(isUuid));
  const account = accounts.find((candidate) => candidate.id === settings.depositAccountId);
  const refuse = (message: string) => errors.push({ path: 'depositAccountId', message });
  if (settings.depositAccountId !== null) {
    if (!account) refuse('There is no such account.');
    else if (!account.active) refuse(`The account “${account.name}” is inactive.`);
    else if (account.currency !== company.currency) refuse(`The account must be kept in ${company.currency}.`);
  }
  settings.depositAccounts.forEach((row, index) => {
    if (!accounts.some((candidate) => candidate.id === row.accountId)) {
      errors.push({ path: `depositAccounts.${index}.accountId`, message: 'There is no such account.' });
    }
  });
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

/** What GET answers, before the first save too. */
export async function readSettings(reader: Reader, companyId: Id): Promise<QuickBooksSettings> {
  return (await savedSettings(reader, companyId)) ?? noSettings;
}
