/** The classes inside purchases and movements between accounts. Types are written as in class-bases.ts. */
import type { PropertyTypes } from './class-bases.ts';

/** What QuickBooks knows of every line and this simulator does not use. */
export const lineRest: PropertyTypes = {
  Received: 'ignored',
  CustomField: 'ignored',
  CustomExtensions: 'ignored',
  ProjectRef: 'ignored',
  CostAmount: 'computed',
  HomeCostAmount: 'computed',
};

const line: PropertyTypes = {
  Id: 'text',
  LineNum: 'computed',
  Description: 'text:4000',
  Amount: 'number',
  DetailType: 'text',
  LineEx: 'computed',
  ...lineRest,
};

const billable = 'enum:Billable|NotBillable|HasBeenBilled';

export const purchaseInnerClasses: Readonly<Record<string, PropertyTypes>> = {
  ExpenseLine: {
    ...line,
    LinkedTxn: '[LinkedTxn]',
    AccountBasedExpenseLineDetail: 'AccountBasedExpenseLineDetail',
    ItemBasedExpenseLineDetail: 'ItemBasedExpenseLineDetail',
    DescriptionLineDetail: 'DescriptionLineDetail',
  },
  AccountBasedExpenseLineDetail: {
    AccountRef: 'ref',
    CustomerRef: 'ref',
    ClassRef: 'ref',
    BillableStatus: billable,
    TaxCodeRef: 'ref',
    TaxAmount: 'number',
    TaxInclusiveAmt: 'number',
    MarkupInfo: 'ignored',
  },
  ItemBasedExpenseLineDetail: {
    ItemRef: 'ref',
    CustomerRef: 'ref',
    ClassRef: 'ref',
    UnitPrice: 'number',
    Qty: 'number',
    BillableStatus: billable,
    TaxCodeRef: 'ref',
    TaxInclusiveAmt: 'number',
    PriceLevelRef: 'ignored',
    ItemAccountRef: 'ignored',
    MarkupInfo: 'ignored',
    UOMRef: 'ignored',
  },
  JournalLine: {
    ...line,
    LinkedTxn: 'ignored',
    JournalEntryLineDetail: 'JournalEntryLineDetail',
    DescriptionLineDetail: 'DescriptionLineDetail',
  },
  JournalEntryLineDetail: {
    PostingType: 'enum:Debit|Credit',
    AccountRef: 'ref',
    Entity: 'EntityTypeRef',
    ClassRef: 'ref',
    DepartmentRef: 'ref',
    TaxCodeRef: 'ref',
    TaxRateRef: 'ignored',
    TaxApplicableOn: 'enum:Sales|Purchase',
    TaxAmount: 'number',
    TaxInclusiveAmt: 'number',
    BillableStatus: billable,
    JournalCodeRef: 'ignored',
  },
  EntityTypeRef: { Type: 'enum:Customer|Vendor|Employee|Job|Other', EntityRef: 'typed-ref' },
  DepositLine: { ...line, LinkedTxn: '[LinkedTxn]', DepositLineDetail: 'DepositLineDetail' },
  DepositLineDetail: {
    Entity: 'typed-ref',
    ClassRef: 'ref',
    AccountRef: 'ref',
    PaymentMethodRef: 'ref',
    CheckNum: 'text:21',
    TxnType: 'ignored',
    TaxCodeRef: 'ignored',
    TaxApplicableOn: 'ignored',
  },
  CashBackInfo: { AccountRef: 'ref', Amount: 'number', Memo: 'text:4000' },
  BillPaymentLine: { ...line, LinkedTxn: '[LinkedTxn]' },
  BillPaymentCheck: {
    BankAccountRef: 'ref',
    PrintStatus: 'enum:NotSet|NeedToPrint|PrintComplete',
    CheckDetail: 'CheckPayment',
    PayeeAddr: 'PhysicalAddress',
  },
  BillPaymentCreditCard: { CCAccountRef: 'ref', CCDetail: 'ignored' },
  CheckPayment: {
    CheckNum: 'text:21',
    Status: 'text:100',
    NameOnAcct: 'text:110',
    AcctNum: 'text:100',
    BankName: 'text:100',
  },
  ItemGroupDetail: { ItemGroupLine: '[ItemGroupLine]' },
  ItemGroupLine: { Id: 'computed', ItemRef: 'typed-ref', Qty: 'number', UOMRef: 'ignored' },
  AttachableRef: {
    EntityRef: 'typed-ref',
    LineInfo: 'text',
    IncludeOnSend: 'bool',
    NoRefOnly: 'bool',
    CustomField: 'ignored',
  },
};
