/**
 * Behaviour of QuickBooks that is not known for certain, one named switch each, per company.
 * Invariant: every default is the likeliest reading of what Intuit documents and others report; a test may set any other.
 */
import { z } from 'zod';
import { patchSchema } from '../patch-schema.ts';

export const switchesSchema = z.strictObject({
  /** An invoice with a payment on it cannot be voided through the API (`refuse`, 6000), or loses its payments (`unapply`). */
  voidPaidInvoice: z.enum(['refuse', 'unapply']).default('refuse'),
  /** The same, when the accountant does it on QuickBooks' own page: there the payment becomes unapplied credit. */
  accountantVoidsPaidInvoice: z.enum(['refuse', 'unapply']).default('unapply'),
  /** Deleting an invoice with a payment on it through the API. */
  deletePaidInvoice: z.enum(['refuse', 'unapply']).default('refuse'),
  /** The same on QuickBooks' own page. */
  accountantDeletesPaidInvoice: z.enum(['refuse', 'unapply']).default('unapply'),
  /** Voiding what is void: succeeds with another SyncToken (`bump`), changes nothing, or is refused (6000). */
  voidAgain: z.enum(['bump', 'nothing', 'refuse']).default('bump'),
  /** An invoice lowered below what was paid: the payment keeps an unapplied rest, or 6000. */
  totalBelowPaid: z.enum(['unapply', 'refuse']).default('unapply'),
  /** A payment line above the open balance, or lines above the payment's total: 6000, or cut to what is open. */
  overApplication: z.enum(['refuse', 'cap']).default('refuse'),
  /** A payment line on another customer's invoice: 620, or left unapplied. */
  otherCustomersInvoice: z.enum(['refuse', 'unapplied']).default('refuse'),
  /** Whether a parent and its sub-customers count as one customer there. */
  familyPayments: z.boolean().default(true),
  /** Whether `operation=void` is accepted for a Payment beside `operation=update&include=void`. */
  paymentOperationVoid: z.boolean().default(false),
  /** The longest PaymentRefNum. */
  paymentRefNumMax: z.number().int().positive().default(21),
  /** The balance in a payment line's LineEx: after this application, or before it. */
  lineExOpenBalance: z.enum(['after', 'before']).default('after'),
  /** A full update that omits DocNumber, TxnDate or DepositToAccountRef keeps them, as recorded; false: back to default. */
  fullUpdateKeepsOmitted: z.boolean().default(true),
  /** A sparse update with Line must still bring CustomerRef (2020). */
  sparseLinesNeedCustomer: z.boolean().default(true),
  /** A sales line without ItemRef: documentation without amount, or the default item (id 1). */
  lineWithoutItem: z.enum(['documentation', 'default-item']).default('documentation'),
  /** A sales line below zero: 2290, or allowed while the total is not negative. */
  negativeLines: z.enum(['refuse', 'allow']).default('refuse'),
  /** More than one discount line: 6000, or summed. */
  severalDiscounts: z.enum(['refuse', 'allow']).default('refuse'),
  /** An address sent with a transaction comes back as free text below the customer's names. */
  reflowAddresses: z.boolean().default(false),
  /** Numbers are unique per transaction type, or over invoices and credit memos together. */
  docNumberPool: z.enum(['type', 'sales']).default('type'),
  /** Whether a number sent while QuickBooks numbers by itself is checked for duplicates (6140). */
  duplicateCheckWhenAutoNumbered: z.boolean().default(false),
  /** `AUTO_GENERATE` as DocNumber makes QuickBooks number the document. */
  autoGenerateNumbers: z.boolean().default(true),
  /** The code of a write into closed books. */
  closedPeriodCode: z.enum(['6200', '6210']).default('6210'),
  /** The code of a new transaction for an inactive customer. */
  inactiveCustomerCode: z.enum(['610', '2500', '6250']).default('610'),
  /** What follows the colon in the detail of 6240: null, or the id of the record that has the name. */
  duplicateNameDetail: z.enum(['null', 'id']).default('null'),
  /** The longest AcctNum of an account: 7 in the US and the United Kingdom (documented); clients were seen to store more. */
  accountNumberMax: z.number().int().positive().default(7),
  /** The longest name of a tax rate that the tax service makes: 10 is documented, longer ones were seen. */
  taxRateNameMax: z.number().int().positive().default(100),
  /** Making a customer with a balance inactive: 6220, or allowed. */
  deactivateWithBalance: z.enum(['refuse', 'allow']).default('refuse'),
  /** Re-activation takes ` (deleted)` off the name by itself. */
  reactivationStripsSuffix: z.boolean().default(false),
  /** A customer whose balance alone changed makes a webhook event. */
  customerBalanceEvents: z.boolean().default(false),
  /** CurrencyRef with the home currency is refused while multicurrency is off (another currency always is). */
  rejectHomeCurrencyRef: z.boolean().default(false),
  /** Tax per line and rate, or on the sum per rate. `kind`: sum in the US, line elsewhere. */
  taxRounding: z.enum(['kind', 'line', 'sum']).default('kind'),
  /** Outside the US: a document without GlobalTaxCalculation is refused (2020), or is TaxExcluded. */
  globalTaxCalculationRequired: z.boolean().default(false),
  /** TaxInclusive: an Amount without TaxInclusiveAmt is gross, is net, or is refused (6000). */
  inclusiveAmountAlone: z.enum(['gross', 'net', 'refuse']).default('gross'),
  /** Outside the US: tax lines sent with percentages are kept as sent, or computed anew. Pinned amounts are always kept. */
  percentTaxLines: z.enum(['honour', 'recompute']).default('honour'),
  /** Outside the US: TotalTax without tax lines overrides the tax. */
  totalTaxAloneOverrides: z.boolean().default(false),
  /** Automated sales tax: a TotalTax that is sent is kept and spread over the rates. */
  automatedTaxOverride: z.boolean().default(true),
  /** `Order By` in two words, numbers without quotes and field names in any case of letters are understood. */
  looseQueries: z.boolean().default(true),
  /** `!=` in queries: refused as documented (4000), or understood, as some clients report. */
  queryNotEquals: z.enum(['refuse', 'allow']).default('refuse'),
  /** Entities in paths: in lower case as documented, or in any case of letters, as clients were seen to send them. */
  pathCase: z.enum(['lower', 'any']).default('lower'),
  /** Texts are compared with regard to the case of letters. */
  queryCaseSensitive: z.boolean().default(false),
  /** A list of fields in SELECT still answers complete objects, or only those fields. */
  queryProjection: z.enum(['complete', 'fields']).default('complete'),
  /** MAXRESULTS of TaxCode counts TAX, NON and CustomSalesTax too, or these come in addition, as seen. */
  pseudoTaxCodes: z.enum(['counted', 'in-addition']).default('counted'),
  /** The order of a batch's answers. */
  batchReplies: z.enum(['same-order', 'reversed']).default('same-order'),
  /** Whether an item of a batch sees what an earlier item of the same batch created. */
  batchVisibility: z.enum(['hidden', 'visible']).default('hidden'),
  /** A batch item may void an Invoice (`operation: void`, or update with `optionsData: void`). */
  batchInvoiceVoid: z.boolean().default(false),
  /** Change data capture from more than 30 days back: answered for 30 days, or refused (2070). */
  cdcBeyond30Days: z.enum(['clamp', 'refuse']).default('clamp'),
  /** How long a requestid is remembered; null: for ever. */
  requestIdHours: z.number().positive().nullable().default(24),
  /** The same requestid with another body: the first answer again, or fault 600. */
  requestIdOtherBody: z.enum(['replay', 'fault600']).default('replay'),
  /** The same requestid after a fault: that fault again, or a new try. */
  requestIdReplaysFaults: z.boolean().default(false),
  /** The envelope of 429. */
  throttleEnvelope: z.enum(['upper', 'lower']).default('upper'),
  /** What 6190 (subscription ended) stops. */
  suspendedStops: z.enum(['writes', 'everything']).default('writes'),
  /** A void as its own webhook verb, or as an ordinary update. */
  voidEvents: z.enum(['voided', 'updated']).default('voided'),
  /** Seconds that a rotated refresh token still works. */
  refreshGraceSeconds: z.number().int().nonnegative().default(0),
  /** Titles and details of faults in the company's language, to show that clients match on codes. */
  faultLanguage: z.enum(['en', 'fr']).default('en'),
});

export type Switches = z.infer<typeof switchesSchema>;

export type SwitchesPatch = Partial<Switches>;
export const switchesPatchSchema = patchSchema<Switches>(switchesSchema);

export const defaultSwitches: Switches = switchesSchema.parse({});
