/** The request classes of all entities. A property that is missing here is answered with 2010, as by the real service. */
import { type EntityName, recurringTypes } from '../entity.ts';
import { type PropertyTypes, shared } from './class-bases.ts';
import { listClasses } from './classes-lists.ts';
import { purchaseClasses } from './classes-purchases.ts';
import { salesClasses } from './classes-sales.ts';

export const entityClasses: Record<EntityName, PropertyTypes> = {
  ...salesClasses,
  ...listClasses,
  ...purchaseClasses,
  RecurringTransaction: {
    ...shared,
    ...Object.fromEntries(recurringTypes.map((type) => [type, 'Section'])),
  },
  Preferences: {
    ...shared,
    AccountingInfoPrefs: 'Section',
    ProductAndServicesPrefs: 'Section',
    SalesFormsPrefs: 'Section',
    EmailMessagesPrefs: 'Section',
    VendorAndPurchasesPrefs: 'Section',
    TimeTrackingPrefs: 'Section',
    TaxPrefs: 'Section',
    CurrencyPrefs: 'Section',
    ReportPrefs: 'Section',
    OtherPrefs: 'Section',
  },
  CompanyInfo: {
    ...shared,
    CompanyName: 'text:1024',
    LegalName: 'text:1024',
    CompanyAddr: 'PhysicalAddress',
    LegalAddr: 'PhysicalAddress',
    CustomerCommunicationAddr: 'PhysicalAddress',
    Email: 'EmailAddress',
    WebAddr: 'WebSiteAddress',
    PrimaryPhone: 'TelephoneNumber',
    CompanyStartDate: 'computed',
    EmployerId: 'computed',
    FiscalYearStartMonth: 'text:20',
    Country: 'computed',
    SupportedLanguages: 'computed',
    NameValue: 'computed',
  },
};
