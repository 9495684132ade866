/** What QuickBooks answers, one schema per entity: amounts become decimal texts, unknown fields survive, null is absent. */
import { z } from 'zod';
import { amount } from './amount.ts';
import {
  Address,
  absent,
  amountOrZero,
  Email,
  head,
  Line,
  LinkedTxn,
  listHead,
  listOf,
  MetaData,
  Phone,
  Ref,
  TxnTaxDetail,
} from './lines.ts';

const text = absent(z.string());
const flag = absent(z.boolean());

const salesForm = {
  ...head,
  MetaData,
  DocNumber: text,
  TxnDate: text,
  CurrencyRef: absent(Ref),
  ExchangeRate: absent(amount),
  CustomerRef: Ref,
  CustomerMemo: absent(z.looseObject({ value: text })),
  PrivateNote: text,
  BillAddr: absent(Address),
  ShipAddr: absent(Address),
  BillEmail: absent(Email),
  ClassRef: absent(Ref),
  DepartmentRef: absent(Ref),
  Line: listOf(Line),
  TxnTaxDetail: absent(TxnTaxDetail),
  GlobalTaxCalculation: text,
  ApplyTaxAfterDiscount: flag,
  TotalAmt: amount,
  Balance: amount,
  HomeTotalAmt: absent(amount),
  HomeBalance: absent(amount),
};

/** There is no status field: a voided invoice has TotalAmt 0 and a PrivateNote that begins with `Voided`. */
export const Invoice = z.looseObject({
  ...salesForm,
  DueDate: text,
  SalesTermRef: absent(Ref),
  Deposit: absent(amount),
  DepositToAccountRef: absent(Ref),
  LinkedTxn: listOf(LinkedTxn),
  EmailStatus: text,
  PrintStatus: text,
});
export type Invoice = z.infer<typeof Invoice>;

export const CreditMemo = z.looseObject({ ...salesForm, RemainingCredit: absent(amount) });
export type CreditMemo = z.infer<typeof CreditMemo>;

/** `Amount` is what this payment puts on (Invoice) or takes from (CreditMemo) the one linked transaction. */
export const PaymentLine = z.looseObject({ Amount: amountOrZero, LinkedTxn: listOf(LinkedTxn) });
export type PaymentLine = z.infer<typeof PaymentLine>;

/** `UnappliedAmt` = TotalAmt - applied to invoices + taken from credits. A voided payment has TotalAmt 0 and no lines. */
export const Payment = z.looseObject({
  ...head,
  MetaData,
  TxnDate: text,
  CustomerRef: Ref,
  CurrencyRef: absent(Ref),
  ExchangeRate: absent(amount),
  TotalAmt: amount,
  UnappliedAmt: absent(amount),
  Line: listOf(PaymentLine),
  PaymentMethodRef: absent(Ref),
  PaymentRefNum: text,
  PrivateNote: text,
  DepositToAccountRef: absent(Ref),
  ARAccountRef: absent(Ref),
});
export type Payment = z.infer<typeof Payment>;

/** The name of an inactive one ends with ` (deleted)`. */
export const Customer = z.looseObject({
  ...listHead,
  DisplayName: z.string(),
  FullyQualifiedName: text,
  Title: text,
  GivenName: text,
  MiddleName: text,
  FamilyName: text,
  Suffix: text,
  CompanyName: text,
  PrintOnCheckName: text,
  PrimaryEmailAddr: absent(Email),
  PrimaryPhone: absent(Phone),
  Mobile: absent(Phone),
  AlternatePhone: absent(Phone),
  BillAddr: absent(Address),
  ShipAddr: absent(Address),
  Notes: text,
  CurrencyRef: absent(Ref),
  Taxable: flag,
  DefaultTaxCodeRef: absent(Ref),
  SalesTermRef: absent(Ref),
  Job: flag,
  ParentRef: absent(Ref),
  BillWithParent: flag,
  Balance: absent(amount),
  BalanceWithJobs: absent(amount),
});
export type Customer = z.infer<typeof Customer>;

/** `Type` is Service, NonInventory, Inventory, Group (a bundle) or Category (cannot be sold). */
export const Item = z.looseObject({
  ...listHead,
  Name: z.string(),
  FullyQualifiedName: text,
  Type: text,
  Sku: text,
  Description: text,
  UnitPrice: absent(amount),
  PurchaseCost: absent(amount),
  Taxable: flag,
  SalesTaxIncluded: flag,
  SalesTaxCodeRef: absent(Ref),
  IncomeAccountRef: absent(Ref),
  ExpenseAccountRef: absent(Ref),
  AssetAccountRef: absent(Ref),
  TrackQtyOnHand: flag,
  QtyOnHand: absent(amount),
  SubItem: flag,
  ParentRef: absent(Ref),
});
export type Item = z.infer<typeof Item>;

/** What remains of a deleted object in a delete's answer and in change data capture. */
export const DeletedStub = z.looseObject({
  Id: z.string(),
  status: z.literal('Deleted'),
  MetaData: absent(z.looseObject({ LastUpdatedTime: text })),
});
export type DeletedStub = z.infer<typeof DeletedStub>;
