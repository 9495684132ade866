/** Payment methods: made, changed, deleted. One that is used is only deactivated. */
import { type Id, newId } from '../base/ids.ts';
import { merge, type Patch } from '../base/merge.ts';
import type { Tx } from '../db/database.ts';
import { lockRow } from '../db/lock-row.ts';
import { notifyChange } from '../db/looks.ts';
import {
  allPaymentMethods,
  insertPaymentMethod,
  isPaymentMethodUsed,
  removePaymentMethod,
  updatePaymentMethod,
} from '../db/payment-methods.ts';
import type { PaymentMethod } from '../domain/catalog.ts';
import { notFound } from '../domain/refused.ts';
import type { CommandContext } from './command.ts';

export interface PaymentMethodWrite {
  name: string;
  active?: boolean | undefined;
}

export async function createPaymentMethod(
  tx: Tx,
  context: CommandContext,
  input: PaymentMethodWrite,
): Promise<PaymentMethod> {
  const method = { id: newId(), name: input.name, active: input.active ?? true };
  await insertPaymentMethod(tx, context.companyId, method);
  await notifyChange(tx, context.companyId);
  return method;
}

export async function changePaymentMethod(
  tx: Tx,
  context: CommandContext,
  id: Id,
  patch: Patch<PaymentMethodWrite>,
): Promise<PaymentMethod> {
  const after = merge<PaymentMethod>(await methodToChange(tx, context, id), patch);
  await updatePaymentMethod(tx, context.companyId, after);
  await notifyChange(tx, context.companyId);
  return after;
}

export async function deletePaymentMethod(tx: Tx, context: CommandContext, id: Id): Promise<void> {
  const method = await methodToChange(tx, context, id);
  if (await isPaymentMethodUsed(tx, context.companyId, method.id)) {
    await updatePaymentMethod(tx, context.companyId, { ...method, active: false });
  } else {
    await removePaymentMethod(tx, context.companyId, method.id);
  }
  await notifyChange(tx, context.companyId);
}

async function methodToChange(tx: Tx, context: CommandContext, id: Id): Promise<PaymentMethod> {
  await lockRow(tx, 'payment_methods', context.companyId, id);
  const all = await allPaymentMethods(tx, context.companyId);
  const method = all.find((candidate) => candidate.id === id.toLowerCase());
  if (!method) throw notFound('payment method');
  return method;
}
