/** What is still due on an invoice, or paid beyond it. Neither is ever negative, and never are both above zero. */
import { amountText, type DecimalText, decimal, ZERO } from '../base/decimal.ts';

export interface Balance {
  balanceDue: DecimalText;
  overpaid: DecimalText;
}

/** On a voided invoice nothing is due, and all that was paid is the client's credit. */
export function balanceOf(
  invoice: { total: DecimalText; paid: DecimalText; credited: DecimalText; voided: boolean },
  places: number,
): Balance {
  const paid = decimal(invoice.paid);
  const owed = invoice.voided ? paid.times(-1) : decimal(invoice.total).minus(paid).minus(invoice.credited);
  return {
    balanceDue: amountText(owed.gt(0) ? owed : ZERO, places),
    overpaid: amountText(owed.lt(0) ? owed.times(-1) : ZERO, places),
  };
}

/** Overdue: something is due, and the day has passed on which it was. A canceled invoice waits for no money. */
export function isOverdue(
  invoice: { dueDate: string; balanceDue: DecimalText; group: string },
  today: string,
): boolean {
  return invoice.group !== 'canceled' && invoice.dueDate < today && decimal(invoice.balanceDue).gt(0);
}
