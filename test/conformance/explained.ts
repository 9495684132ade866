/** Differences between recorded and simulated answers that are meant, each with its reason. */
import type { Difference } from './key-paths.ts';

interface Reason {
  path: RegExp;
  why: string;
  kind?: Difference['kind'];
  /** Absent: in every recording. */
  recording?: string;
}

/** What only some records hold, since a person filled it in there. */
const filledIn = [
  'AcctNum BillAddr BillEmail BirthDate City CompanyName Country CountrySubDivisionCode CustomerMemo CustomerRef DeliveryInfo',
  'Description DiscountLineDetail FamilyName Fax GivenName HiredDate Job Level Line1 Line2 Line3 Line4 Line5 LinkedTxn MiddleName Mobile',
  'AlternatePhone Notes ParentRef PaymentMethodRef PaymentRefNum PostalCode PrimaryEmailAddr PrimaryPhone PrimaryTaxIdentifier PrivateNote',
  'ResaleNum SalesTermRef ServiceDate ShipAddr Suffix TaxIdentifier TermRef Title TxnTaxCodeRef TaxLine WebAddr ExpirationDate AcceptedBy AcceptedDate',
]
  .join(' ')
  .split(' ');

const part = (names: readonly string[]) => new RegExp(`(^|[.\\]])(${names.join('|')})(?=[.[]|$)`);

export const reasons: readonly Reason[] = [
  { path: /\.(Lat|Long)$/, kind: 'missing here', why: 'Addresses of names are not looked up on a map.' },
  {
    path: /(^|\.)(ExchangeRate|HomeTotalAmt|HomeBalance)$/,
    kind: 'not recorded',
    why: 'The sample company uses several currencies, the recorded one did not.',
  },
  {
    path: /(^|[.\]])(FreeFormAddress|CustomExtensions|ItemAccountRef|IsProject|LastModifiedByRef)(?=[.[]|$)/,
    kind: 'not recorded',
    why: 'QuickBooks answers it since: seen in 2026, while these recordings are of 2018 to 2022.',
  },
  {
    path: /DefaultTaxCodeRef(\.value)?$/,
    kind: 'not recorded',
    why: 'The recorded customers were made before their company had a tax code of its own.',
  },
  {
    path: /^time$/,
    kind: 'not recorded',
    recording: 'error-500',
    why: 'QuickBooks leaves the time out of some faults; the simulator never does.',
  },
  {
    path: part(filledIn),
    kind: 'missing here',
    why: 'Filled in on some recorded records, on none of the sample company here.',
  },
  {
    path: part(filledIn),
    kind: 'not recorded',
    why: 'Filled in on some records of the sample company, on none of the recorded.',
  },
];

export function explained(recording: string, difference: Difference): Reason | undefined {
  return reasons.find(
    (reason) =>
      reason.path.test(difference.path) &&
      (reason.kind === undefined || reason.kind === difference.kind) &&
      (reason.recording === undefined || reason.recording === recording),
  );
}
