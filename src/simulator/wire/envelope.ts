/** The envelopes around answers: QuickBooks' own (upper case `Fault`) and the gateway's (lower case, epoch time). */
import type { JsonObject } from '../json.ts';
import { type FaultError, QuickBooksFault } from './fault.ts';
import { envelopeTime } from './time.ts';

type Language = 'en' | 'fr';

export function faultBody(fault: QuickBooksFault, language: Language = 'en'): JsonObject {
  const errors = fault.errors.map((error) => (language === 'fr' ? inFrench(error) : { ...error }));
  return { Fault: { Error: errors, type: fault.type } };
}

export function faultEnvelope(
  fault: QuickBooksFault,
  { now, language = 'en' }: { now: Date; language?: Language },
): JsonObject {
  return { ...faultBody(fault, language), time: envelopeTime(now) };
}

/** The words change with the company's language; code, element and the machine-readable tail of 6140 do not. */
function inFrench(error: FaultError): JsonObject {
  const tail = /DocNumber=.*$/s.exec(error.Detail)?.[0] ?? '';
  return { ...error, Message: `Erreur (${error.code})`, Detail: `Une erreur s'est produite. ${tail}`.trim() };
}

function gatewayFault(options: {
  error: { message: string; detail: string; code: string };
  type: string;
  now: Date;
}): JsonObject {
  return {
    warnings: null,
    intuitObject: null,
    fault: { error: [{ ...options.error, element: null }], type: options.type },
    report: null,
    queryResponse: null,
    batchItemResponse: [],
    attachableResponse: [],
    syncErrorResponse: null,
    requestId: null,
    time: options.now.getTime(),
    status: null,
    cdcresponse: [],
  };
}

export function authenticationFailed(now: Date, detail: string): JsonObject {
  return gatewayFault({
    error: { message: 'message=AuthenticationFailed; errorCode=003200; statusCode=401', detail, code: '3200' },
    type: 'AUTHENTICATION',
    now,
  });
}

/** The token is good, but not for this company or host. */
export function wrongEnvironment(now: Date): JsonObject {
  return gatewayFault({
    error: {
      message: 'message=ApplicationAuthorizationFailed; errorCode=003100; statusCode=403',
      detail: 'The application is not authorised for this company on this host.',
      code: '3100',
    },
    type: 'AUTHORIZATION',
    now,
  });
}

export function throttled(now: Date, envelope: 'upper' | 'lower'): JsonObject {
  const message = 'message=ThrottleExceeded; errorCode=003001; statusCode=429';
  const detail = 'The request limit was reached. Please wait and try again.';
  if (envelope === 'lower') return gatewayFault({ error: { message, detail, code: '3001' }, type: 'SERVICE', now });
  const fault = new QuickBooksFault(
    { Message: message, Detail: detail, code: '3001' },
    { status: 429, type: 'SERVICE' },
  );
  return faultEnvelope(fault, { now });
}
