/**
 * What we send: request bodies, every amount a WireAmount, so that no inexact number can get into one.
 * `null` is never sent; a full update that leaves a field out resets it, so updates are `sparse: true` unless meant.
 */
import type { WireAmount } from './amount.ts';
import type { RawLine } from './lines.ts';

export interface RefWrite {
  value: string;
  name?: string;
}

/** Absent on a create; `sparse: true` changes only what is sent (but `Line`, when sent, replaces all lines). */
export type WriteHead = { Id?: never; SyncToken?: never } | { Id: string; SyncToken: string; sparse: true };

/** The whole body of a delete and of voiding an invoice; voiding a payment also needs `sparse: true`. */
export interface TargetWrite {
  Id: string;
  SyncToken: string;
  sparse?: true;
}

interface LineHeadWrite {
  Id?: string;
  LineNum?: number;
  Description?: string;
}

/** `Amount` must equal Qty x UnitPrice (fault 6070). */
export interface SalesItemLineWrite extends LineHeadWrite {
  DetailType: 'SalesItemLineDetail';
  Amount: WireAmount;
  SalesItemLineDetail: {
    ItemRef?: RefWrite;
    Qty?: WireAmount;
    UnitPrice?: WireAmount;
    TaxCodeRef?: RefWrite;
    ClassRef?: RefWrite;
    ServiceDate?: string;
    TaxInclusiveAmt?: WireAmount;
  };
}

/** `Amount` is positive; with `PercentBased` QuickBooks computes it. */
export interface DiscountLineWrite extends LineHeadWrite {
  DetailType: 'DiscountLineDetail';
  Amount?: WireAmount;
  DiscountLineDetail: {
    PercentBased: boolean;
    DiscountPercent?: WireAmount;
    DiscountAccountRef?: RefWrite;
    ClassRef?: RefWrite;
    TaxCodeRef?: RefWrite;
  };
}

export interface DescriptionLineWrite extends LineHeadWrite {
  DetailType: 'DescriptionOnly';
  Description: string;
  DescriptionLineDetail: { ServiceDate?: string; TaxCodeRef?: RefWrite };
}

export interface GroupLineWrite extends LineHeadWrite {
  DetailType: 'GroupLineDetail';
  GroupLineDetail: {
    GroupItemRef: RefWrite;
    Quantity: WireAmount;
    Line?: readonly (SalesItemLineWrite | DescriptionLineWrite)[];
  };
}

export type LineWrite = SalesItemLineWrite | DiscountLineWrite | DescriptionLineWrite | GroupLineWrite | RawLine;

export interface TaxLineWrite {
  DetailType: 'TaxLineDetail';
  Amount: WireAmount;
  TaxLineDetail: {
    TaxRateRef: RefWrite;
    PercentBased: boolean;
    TaxPercent?: WireAmount;
    NetAmountTaxable?: WireAmount;
  };
}

export interface TaxDetailWrite {
  TxnTaxCodeRef?: RefWrite;
  TotalTax?: WireAmount;
  TaxLine?: readonly TaxLineWrite[];
}

export interface AddressWrite {
  Line1?: string;
  Line2?: string;
  Line3?: string;
  Line4?: string;
  Line5?: string;
  City?: string;
  CountrySubDivisionCode?: string;
  PostalCode?: string;
  Country?: string;
}

/** Dates are plain (`YYYY-MM-DD`). `CustomerRef` is needed even by a sparse update that contains `Line` (fault 2020). */
interface SalesFormWrite {
  CustomerRef: RefWrite;
  DocNumber?: string;
  TxnDate?: string;
  CurrencyRef?: RefWrite;
  ExchangeRate?: WireAmount;
  Line?: readonly LineWrite[];
  TxnTaxDetail?: TaxDetailWrite;
  GlobalTaxCalculation?: 'TaxExcluded' | 'TaxInclusive' | 'NotApplicable';
  ApplyTaxAfterDiscount?: boolean;
  CustomerMemo?: { value: string };
  PrivateNote?: string;
  BillAddr?: AddressWrite;
  ShipAddr?: AddressWrite;
  BillEmail?: { Address: string };
  ClassRef?: RefWrite;
  DepartmentRef?: RefWrite;
}

export type InvoiceWrite = WriteHead &
  SalesFormWrite & {
    DueDate?: string;
    SalesTermRef?: RefWrite;
    Deposit?: WireAmount;
    DepositToAccountRef?: RefWrite;
  };

export type CreditMemoWrite = WriteHead & SalesFormWrite;

/** One linked transaction per line; on an update the lines sent are all that remain, and `[]` unapplies everything. */
export interface PaymentLineWrite {
  Amount: WireAmount;
  LinkedTxn: readonly [{ TxnId: string; TxnType: 'Invoice' | 'CreditMemo' | (string & {}) }];
}

export type PaymentWrite = WriteHead & {
  CustomerRef: RefWrite;
  TotalAmt: WireAmount;
  TxnDate?: string;
  CurrencyRef?: RefWrite;
  ExchangeRate?: WireAmount;
  Line?: readonly PaymentLineWrite[];
  PaymentMethodRef?: RefWrite;
  PaymentRefNum?: string;
  DepositToAccountRef?: RefWrite;
  ARAccountRef?: RefWrite;
  PrivateNote?: string;
};

/** A create needs DisplayName. A name holds no colon, tab or newline; an inactive customer is brought back by `Active`. */
export type CustomerWrite = WriteHead & {
  DisplayName?: string;
  GivenName?: string;
  FamilyName?: string;
  CompanyName?: string;
  PrimaryEmailAddr?: { Address: string };
  PrimaryPhone?: { FreeFormNumber: string };
  Mobile?: { FreeFormNumber: string };
  BillAddr?: AddressWrite;
  ShipAddr?: AddressWrite;
  Notes?: string;
  CurrencyRef?: RefWrite;
  Taxable?: boolean;
  Active?: boolean;
};

/** A create needs Name, Type and IncomeAccountRef. */
export type ItemWrite = WriteHead & {
  Name?: string;
  Type?: 'Service' | 'NonInventory';
  Sku?: string;
  Description?: string;
  UnitPrice?: WireAmount;
  Taxable?: boolean;
  SalesTaxCodeRef?: RefWrite;
  IncomeAccountRef?: RefWrite;
  ExpenseAccountRef?: RefWrite;
  Active?: boolean;
};
