/**
 * What each fault code means for us. Codes are the only stable part of a fault: its texts follow the company's language.
 * Source: Intuit's list of error codes, with the codes of its gateway (3xxx).
 */

/** In order of weight: of several errors in one fault, the one whose class comes first here decides. */
export const faultClasses = [
  'throttled',
  'unauthorized',
  'user_lost_access',
  'company_suspended',
  'company_locked',
  'company_reset',
  'forbidden',
  'transient',
  'request_id',
  'batch_too_large',
  'result_too_large',
  'stale',
  'closed_period',
  'deposited',
  'payments_locked',
  'bank_matched',
  'has_dependents',
  'not_found',
  'duplicate_number',
  'duplicate_name',
  'invalid_link',
  'invalid_reference',
  'feature_missing',
  'validation',
] as const;

export type FaultClass = (typeof faultClasses)[number];

/** `definite` true: nothing was committed. False: the request may have been carried out all the same. */
export interface CodeMeaning {
  class: FaultClass;
  definite: boolean;
}

const codes: Record<FaultClass, readonly string[]> = {
  throttled: ['3001'],
  unauthorized: ['100', '110', '130', '3200', '3202'],
  user_lost_access: ['120'],
  company_suspended: ['6190'],
  company_locked: ['140', '150'],
  company_reset: ['10200'],
  forbidden: ['3100', '5020'],
  transient: ['4002', '10000'],
  request_id: ['600', '2130'],
  batch_too_large: ['1040'],
  result_too_large: ['10100'],
  stale: ['5010'],
  closed_period: ['6200', '6210'],
  deposited: ['6540'],
  payments_locked: ['6110', '6120', '6450'],
  bank_matched: ['6480'],
  has_dependents: ['800', '6220'],
  not_found: ['610'],
  duplicate_number: ['6140'],
  duplicate_name: ['6240'],
  invalid_link: ['620'],
  invalid_reference: ['700', '900', '2500', '6250', '6560'],
  feature_missing: ['5030'],
  // The types ValidationFault and HTTP 4xx would say the same; listed, they are certain even where those are missing.
  validation: [
    ...['500', '2000', '2010', '2020', '2030', '2040', '2050', '2060', '2070', '2090', '2110', '2120', '2140', '2160'],
    ...['2170', '2210', '2240', '2250', '2290', '2300', '4000', '4001', '6000', '6070', '6080', '6090', '6100', '6160'],
    ...['6170', '6180', '6230', '6270', '6420', '6430'],
  ],
};

/**
 * 10000 is the application's own failure, which can strike after the commit; 600 says that another request carried this
 * id, and not how that one ended.
 */
const indefinite = new Set(['600', '10000']);

const meanings = new Map(
  faultClasses.flatMap((faultClass) =>
    codes[faultClass].map((code): [string, CodeMeaning] => [
      code,
      { class: faultClass, definite: !indefinite.has(code) },
    ]),
  ),
);

const ofTheCompany: ReadonlySet<FaultClass> = new Set([
  'throttled',
  'unauthorized',
  'user_lost_access',
  'company_suspended',
  'company_locked',
  'company_reset',
  'forbidden',
]);

/**
 * The request was turned away at the door: it says nothing of the record, nor of whether an earlier try with the same id was
 * carried out.
 */
export function saysNothingOfRecord(faultClass: FaultClass): boolean {
  return ofTheCompany.has(faultClass);
}

/** Undefined for a code that has no meaning of its own here (then the fault's type and the HTTP status decide). */
export function meaningOf(code: string): CodeMeaning | undefined {
  return meanings.get(code);
}
