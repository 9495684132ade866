/** What the settings' pickers show: QuickBooks' lists as the worker keeps them fresh. */
import type { Id } from '../base/ids.ts';
import type { PickerAccount, PickerItem, PickerMethod, PickerPlace, PickerTaxCode } from '../contract/integration.ts';
import { currentConnection } from '../db/connections.ts';
import type { Reader } from '../db/database.ts';
import { allMirrors, type Mirror } from '../db/mirrors.ts';
import { Item } from '../quickbooks/entities.ts';
import { Account, Class, Department, PaymentMethod, TaxCode, TaxRate } from '../quickbooks/lists.ts';
import { type BooksTaxCode, booksTaxCodes, codeRate } from './mapping/tax-codes.ts';

async function listOf(reader: Reader, companyId: Id, entity: string): Promise<Mirror[]> {
  const connection = await currentConnection(reader, companyId);
  return connection ? allMirrors(reader, { companyId, realmId: connection.realmId, entity }) : [];
}

export async function loadBooksTaxCodes(reader: Reader, companyId: Id): Promise<BooksTaxCode[]> {
  const codes = await listOf(reader, companyId, 'TaxCode');
  const rates = await listOf(reader, companyId, 'TaxRate');
  return booksTaxCodes(
    codes.map((row) => TaxCode.parse(row.doc)),
    rates.map((row) => TaxRate.parse(row.doc)),
  );
}

export async function pickTaxCodes(reader: Reader, companyId: Id): Promise<PickerTaxCode[]> {
  const codes = await loadBooksTaxCodes(reader, companyId);
  return codes
    .filter((code) => code.id !== 'CustomSalesTax')
    .map((code) => ({ ...code, rate: codeRate(code) }))
    .map(({ id, name, description, rate, active }) => ({ id, name, description, rate, active }));
}

export async function pickAccounts(reader: Reader, companyId: Id): Promise<PickerAccount[]> {
  const rows = await listOf(reader, companyId, 'Account');
  return rows.map((row) => {
    const { Id: id, Name, FullyQualifiedName, AccountType, Active } = Account.parse(row.doc);
    return { id, name: FullyQualifiedName ?? Name, type: AccountType ?? '', active: Active };
  });
}

export async function pickItems(reader: Reader, companyId: Id): Promise<PickerItem[]> {
  const rows = await listOf(reader, companyId, 'Item');
  return rows.map((row) => {
    const { Id: id, Name, FullyQualifiedName, Sku, Type, Active } = Item.parse(row.doc);
    return { id, name: FullyQualifiedName ?? Name, sku: Sku ?? null, type: Type ?? '', active: Active };
  });
}

export async function pickMethods(reader: Reader, companyId: Id): Promise<PickerMethod[]> {
  const rows = await listOf(reader, companyId, 'PaymentMethod');
  return rows.map((row) => {
    const { Id: id, Name, Active } = PaymentMethod.parse(row.doc);
    return { id, name: Name, active: Active };
  });
}

export async function pickDepartments(reader: Reader, companyId: Id): Promise<PickerPlace[]> {
  return (await listOf(reader, companyId, 'Department')).map((row) => place(Department.parse(row.doc)));
}

export async function pickClasses(reader: Reader, companyId: Id): Promise<PickerPlace[]> {
  return (await listOf(reader, companyId, 'Class')).map((row) => place(Class.parse(row.doc)));
}

function place({ Id: id, Name, FullyQualifiedName, Active }: Department | Class): PickerPlace {
  return { id, name: FullyQualifiedName ?? Name, active: Active };
}
