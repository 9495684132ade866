/**
 * Reads QuickBooks' two fault envelopes and says what a fault means: its class, and whether it is certain that nothing was
 * committed. Decided by code, type and HTTP status, never by words, which are in the company's language.
 */
import { type CodeMeaning, type FaultClass, faultClasses, meaningOf } from './fault-codes.ts';
import { isJsonObject } from './json-object.ts';

export interface Fault {
  /** Digits without leading zeros, or '' when the error carried none. */
  code: string;
  /** Such as ValidationFault, SystemFault, AUTHENTICATION, SERVICE; '' when missing. */
  type: string;
  /** For people, in the company's language; tokens are taken out. */
  message: string;
  detail: string;
  /** The field that the error names, if it does. */
  element?: string;
}

/** The errors of `body`, [] for a fault without any, undefined when `body` is no fault (whatever the HTTP status says). */
export function parseFaults(body: unknown): Fault[] | undefined {
  const fault = field(body, 'Fault', 'fault');
  if (!isJsonObject(fault)) return undefined;
  const type = text(field(fault, 'type', 'Type'));
  const errors = field(fault, 'Error', 'error');
  const list = Array.isArray(errors) ? errors : isJsonObject(errors) ? [errors] : [];
  return list.filter(isJsonObject).map((error): Fault => {
    const element = text(field(error, 'element', 'Element'));
    return {
      code: text(field(error, 'code', 'Code'))
        .trim()
        .replace(/^0+(?=\d)/, ''),
      type,
      message: hideTokens(text(field(error, 'Message', 'message'))),
      detail: hideTokens(text(field(error, 'Detail', 'detail'))),
      ...(element === '' ? {} : { element }),
    };
  });
}

/**
 * The meaning of a whole fault. Of several errors the weightiest class decides (see `faultClasses`), and the outcome is
 * definite only if each error says so and the server did not fail (5xx).
 * @param status the HTTP status; for an item of a batch undefined, since the batch's own 200 says nothing about it.
 */
export function classifyFaults(faults: readonly Fault[], status: number | undefined): CodeMeaning {
  const serverFailed = status !== undefined && status >= 500;
  const meanings = faults.length === 0 ? [byStatus(status)] : faults.map((fault) => meaningOfFault(fault, status));
  const classes = new Set(meanings.map((meaning) => meaning.class));
  return {
    class: faultClasses.find((candidate) => classes.has(candidate)) ?? 'transient',
    definite: !serverFailed && meanings.every((meaning) => meaning.definite),
  };
}

function meaningOfFault(fault: Fault, status: number | undefined): CodeMeaning {
  const known = meaningOf(fault.code);
  if (known) return known;
  if (status !== undefined && status >= 500) return byStatus(status);
  switch (fault.type.toLowerCase()) {
    case 'validationfault':
      return { class: 'validation', definite: true };
    case 'authentication':
    case 'authenticationfault':
      return { class: 'unauthorized', definite: true };
    case 'authorization':
    case 'authorizationfault':
      return { class: 'forbidden', definite: true };
    case 'systemfault':
      return { class: 'transient', definite: false };
    default:
      return byStatus(status);
  }
}

/** The meaning of a refusal of which only the status can be read. */
function byStatus(status: number | undefined): CodeMeaning {
  const faultClass = status === undefined ? undefined : refusals.get(status);
  if (faultClass) return { class: faultClass, definite: true };
  const refused = status !== undefined && status >= 400 && status < 500;
  return refused ? { class: 'validation', definite: true } : { class: 'transient', definite: false };
}

/** With these the gateway refuses before the books are asked, whatever the body says. */
const refusals: ReadonlyMap<number, FaultClass> = new Map([
  [401, 'unauthorized'],
  [403, 'forbidden'],
  [429, 'throttled'],
]);

export function isRefusedByGateway(status: number): boolean {
  return refusals.has(status);
}

/** Which document holds the number that fault 6140 refuses: read from the tail that is made for machines. */
export interface NumberHolder {
  docNumber: string;
  /** As on the wire, such as `Invoice`. */
  txnType: string;
  txnId: string;
}

export function numberHolder(fault: Fault): NumberHolder | undefined {
  if (fault.code !== '6140') return undefined;
  const tail = /DocNumber=(.*) is assigned to TxnType=(.+?) with TxnId=(\d+)\W*$/s.exec(fault.detail);
  const [, docNumber, txnType, txnId] = tail ?? [];
  return docNumber !== undefined && txnType && txnId ? { docNumber, txnType: txnType.trim(), txnId } : undefined;
}

/** The Id of the object that has the name which fault 6240 refuses. Often the fault does not tell. */
export function nameHolderId(fault: Fault): string | undefined {
  if (fault.code !== '6240') return undefined;
  return /\bId\s*[=:]\s*(\d+)\b/.exec(fault.detail)?.[1];
}

/** The gateway repeats the token that it refuses; no text of ours may carry one on into a log or an issue. */
export function hideTokens(words: string): string {
  return words.replace(/[A-Za-z0-9_-]{40,}/g, '[hidden]');
}

function field(of: unknown, ...names: string[]): unknown {
  if (!isJsonObject(of)) return undefined;
  return names.map((name) => of[name]).find((value) => value !== undefined && value !== null);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}
