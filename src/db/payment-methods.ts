/** The table payment_methods. */
import type { Id } from '../base/ids.ts';
import type { PaymentMethod } from '../domain/catalog.ts';
import type { Reader, Tx } from './database.ts';

/** All payment methods of the company, in the order in which they were made. */
export async function allPaymentMethods(reader: Reader, companyId: Id): Promise<PaymentMethod[]> {
  return await reader<PaymentMethod[]>`
    select id, name, active from payment_methods where company_id = ${companyId} order by id`;
}

export async function insertPaymentMethod(tx: Tx, companyId: Id, method: PaymentMethod): Promise<void> {
  await tx`
    insert into payment_methods (company_id, id, name, active)
    values (${companyId}, ${method.id}, ${method.name}, ${method.active})`;
}

export async function updatePaymentMethod(tx: Tx, companyId: Id, method: PaymentMethod): Promise<void> {
  await tx`
    update payment_methods set name = ${method.name}, active = ${method.active}
    where company_id = ${companyId} and id = ${method.id}`;
}

export async function removePaymentMethod(tx: Tx, companyId: Id, id: Id): Promise<void> {
  await tx`delete from payment_methods where company_id = ${companyId} and id = ${id}`;
}

export async function isPaymentMethodUsed(reader: Reader, companyId: Id, id: Id): Promise<boolean> {
  const [row] = await reader`
    select 1
    where exists (select 1 from payments where company_id = ${companyId} and payment_method_id = ${id})
      or exists (select 1 from integrations where company_id = ${companyId} and settings::text like ${`%${id}%`})`;
  return row !== undefined;
}
