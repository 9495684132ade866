/** Payments on the wire: an invoice's share of one, and the request bodies. */
import { type DecimalText, decimal, plainText, ZERO } from '../../base/decimal.ts';
import { wireAmount } from '../../quickbooks/amount.ts';
import type { Payment as BooksPayment } from '../../quickbooks/entities.ts';
import { limits } from '../../quickbooks/limits.ts';

export interface Share {
  /** Money put on the invoice. */
  money: DecimalText;
  /** What credits pay of it: credit memos, journal entries, prepayments in a deposit. */
  credit: DecimalText;
  creditMemoId: string | null;
}

/**
 * A payment may cover several invoices, and use credits besides money. The money is its total and no more; it goes to the
 * lines in their order.
 */
export function shareOf(doc: BooksPayment, invoiceId: string): Share {
  const linesOf = (type: string) => doc.Line.filter((line) => line.LinkedTxn[0]?.TxnType === type);
  let money = decimal(doc.TotalAmt);
  let share = ZERO;
  let credit = ZERO;
  for (const line of linesOf('Invoice')) {
    const amount = decimal(line.Amount);
    const paid = amount.lt(money) ? amount : money;
    money = money.minus(paid);
    if (line.LinkedTxn[0]?.TxnId !== invoiceId) continue;
    share = share.plus(paid);
    credit = credit.plus(amount.minus(paid));
  }
  return {
    money: plainText(share),
    credit: plainText(credit),
    creditMemoId: credit.gt(0) ? (linesOf('CreditMemo')[0]?.LinkedTxn[0]?.TxnId ?? null) : null,
  };
}

/** The invoices that a payment touches. */
export function invoicesOf(doc: BooksPayment): string[] {
  const ids = doc.Line.flatMap((line) => line.LinkedTxn)
    .filter((linked) => linked.TxnType === 'Invoice')
    .map((linked) => linked.TxnId);
  return [...new Set(ids)];
}

export interface PaymentRequest {
  customerId: string;
  invoiceId: string;
  amount: DecimalText;
  applied: DecimalText;
  date: string;
  reference: string | null;
  depositAccountId: string | null;
  paymentMethodId: string | null;
}

export function createPaymentBody(request: PaymentRequest): Record<string, unknown> {
  return {
    CustomerRef: { value: request.customerId },
    TotalAmt: wireAmount(request.amount),
    TxnDate: request.date,
    Line: lineFor(request),
    ...(request.reference ? { PaymentRefNum: request.reference.slice(0, limits.paymentRefNumChars) } : {}),
    ...(request.depositAccountId ? { DepositToAccountRef: { value: request.depositAccountId } } : {}),
    ...(request.paymentMethodId ? { PaymentMethodRef: { value: request.paymentMethodId } } : {}),
  };
}

/**
 * The lines sent are all that remain, so those of other invoices go along as they are. The customer stays (a parent may pay),
 * and what of the rest did not change here is not stated: an accountant may have set it otherwise.
 */
export function updatePaymentBody(
  request: PaymentRequest,
  before: BooksPayment,
  changed: { account: boolean; method: boolean; reference: boolean },
): Record<string, unknown> {
  const others = before.Line.filter((line) => line.LinkedTxn[0]?.TxnId !== request.invoiceId).map((line) => ({
    Amount: wireAmount(line.Amount),
    LinkedTxn: line.LinkedTxn.map(({ TxnId, TxnType }) => ({ TxnId, TxnType })),
  }));
  return {
    Id: before.Id,
    SyncToken: before.SyncToken,
    sparse: true,
    ...createPaymentBody({
      ...request,
      customerId: before.CustomerRef.value,
      depositAccountId: changed.account ? request.depositAccountId : null,
      paymentMethodId: changed.method ? request.paymentMethodId : null,
      reference: changed.reference ? request.reference : null,
    }),
    Line: [...others, ...lineFor(request)],
  };
}

function lineFor(request: PaymentRequest) {
  if (decimal(request.applied).eq(0)) return [];
  return [
    {
      Amount: wireAmount(request.applied),
      LinkedTxn: [{ TxnId: request.invoiceId, TxnType: 'Invoice' }],
    },
  ];
}
