/**
 * What the request classes of several entities share. Types of properties are written as texts:
 * `text:MAX`, `number`, `bool`, `date`, `time`, `ref`, `enum:A|B`, a class, `[Class]`;
 * `computed`: QuickBooks' own, accepted and dropped; `ignored`: a property of QuickBooks without effect here, dropped too.
 */
export type PropertyTypes = Readonly<Record<string, string>>;

export const shared: PropertyTypes = {
  Id: 'text',
  SyncToken: 'text',
  MetaData: 'computed',
  domain: 'computed',
  sparse: 'bool',
  status: 'computed',
  CustomField: '[CustomField]',
  AttachableRef: 'computed',
};

export const named: PropertyTypes = { ...shared, Name: 'text:100', Active: 'bool', FullyQualifiedName: 'computed' };

export const person: PropertyTypes = {
  ...shared,
  IntuitId: 'computed',
  Organization: 'bool',
  Title: 'text:16',
  GivenName: 'text:100',
  MiddleName: 'text:100',
  FamilyName: 'text:100',
  Suffix: 'text:16',
  DisplayName: 'text:500',
  FullyQualifiedName: 'computed',
  PrintOnCheckName: 'text:110',
  CompanyName: 'text:100',
  Active: 'bool',
  V4IDPseudonym: 'computed',
  BillAddr: 'PhysicalAddress',
  OtherAddr: 'ignored',
  PrimaryPhone: 'TelephoneNumber',
  AlternatePhone: 'TelephoneNumber',
  Mobile: 'TelephoneNumber',
  Fax: 'TelephoneNumber',
  PrimaryEmailAddr: 'EmailAddress',
  WebAddr: 'WebSiteAddress',
  OtherContactInfo: 'ignored',
  ContactName: 'text:100',
  AltContactName: 'text:100',
  Notes: 'text:2000',
  Balance: 'computed',
  CurrencyRef: 'ref',
  PrimaryTaxIdentifier: 'text:40',
  DefaultTaxCodeRef: 'ref',
  Source: 'ignored',
};

export const transaction: PropertyTypes = {
  ...shared,
  DocNumber: 'text:21',
  TxnDate: 'date',
  TxnSubType: 'computed',
  DepartmentRef: 'ref',
  CurrencyRef: 'ref',
  ExchangeRate: 'number',
  PrivateNote: 'text:4000',
  TxnStatus: 'computed',
  TxnTaxDetail: 'TxnTaxDetail',
  LinkedTxn: '[LinkedTxn]',
  TxnSource: 'text:30',
  TransactionLocationType: 'text:30',
  TaxFormType: 'ignored',
  TaxFormNum: 'ignored',
  Tag: 'ignored',
  TxnApprovalInfo: 'ignored',
  RecurDataRef: 'computed',
  RecurringInfo: 'ignored',
  ProjectRef: 'ignored',
  TotalCostAmount: 'computed',
  HomeTotalCostAmount: 'computed',
  HomeTotalAmt: 'computed',
  HomeBalance: 'computed',
  GlobalTaxCalculation: 'enum:TaxExcluded|TaxInclusive|NotApplicable',
};

export const printStatus = 'enum:NotSet|NeedToPrint|PrintComplete';
export const emailStatus = 'enum:NotSet|NeedToSend|EmailSent';
