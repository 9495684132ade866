/** A refusal as QuickBooks words it. Clients must match on `code`; titles and details only have the recorded shape. */

export interface FaultError {
  Message: string;
  Detail: string;
  code: string;
  element?: string;
}

export class QuickBooksFault extends Error {
  readonly status: number;
  readonly type: string;
  readonly errors: FaultError[];

  constructor(error: FaultError, options: { status?: number; type?: string } = {}) {
    super(`${error.code} ${error.Message}: ${error.Detail}`);
    this.name = 'QuickBooksFault';
    this.status = options.status ?? 400;
    this.type = options.type ?? 'ValidationFault';
    this.errors = [error];
  }

  get code(): string {
    return this.errors[0]?.code ?? '';
  }
}

/** What this simulator does not model is refused by QuickBooks' own code for operations that do not exist. */
export function notModelled(what: string): QuickBooksFault {
  return new QuickBooksFault({
    Message: 'Unsupported Operation',
    Detail: `Operation ${what} is not supported. (The simulator does not model it.)`,
    code: '500',
  });
}

export function unsupported(what: string): QuickBooksFault {
  return new QuickBooksFault({
    Message: 'Unsupported Operation',
    Detail: `Operation ${what} is not supported.`,
    code: '500',
  });
}

export function notFound(): QuickBooksFault {
  return new QuickBooksFault({
    Message: 'Object Not Found',
    Detail:
      'Object Not Found : A record that this request uses is inactive or does not exist. Check the accounts, customers, items, vendors and employees it names.',
    code: '610',
    element: '',
  });
}

export function cannotLink(detail: string): QuickBooksFault {
  return new QuickBooksFault({
    Message: 'Invalid Reference - Transaction cannot be linked',
    Detail: `Transaction cannot be linked : ${detail}`,
    code: '620',
    element: '',
  });
}

export function batchTooLarge(items: number): QuickBooksFault {
  return new QuickBooksFault({
    Message: 'Batch Size Exceeded',
    Detail: `The batch has ${items} items, at most 30 are allowed.`,
    code: '1040',
  });
}

export function unknownProperty(name: string, className: string, known: readonly string[]): QuickBooksFault {
  const list = known.map((property) => `"${property}"`).join(', ');
  return new QuickBooksFault({
    Message: 'Request has invalid or unsupported property',
    Detail: `Property Name:Unrecognized field "${name}" (class com.intuit.schema.finance.v3.${className}), not marked as ignorable (${known.length} known properties: ${list}])\n specified is unsupported or invalid`,
    code: '2010',
  });
}

export function unreadable(property: string, detail: string): QuickBooksFault {
  return new QuickBooksFault({
    Message: 'Request has invalid or unsupported property',
    Detail: `Property Name:${detail} (through reference chain: ${property}) specified is unsupported or invalid`,
    code: '2010',
  });
}

export function required(element: string): QuickBooksFault {
  return new QuickBooksFault({
    Message: 'Required param missing, need to supply the required value for the API',
    Detail: `Required parameter ${element} is missing in the request`,
    code: '2020',
    element,
  });
}

export function invalidId(value: string): QuickBooksFault {
  return new QuickBooksFault({
    Message: 'Invalid ID',
    Detail: `Id should be a valid number. Supplied value:${value}`,
    code: '2030',
    element: 'Id',
  });
}

/** Codes of the form "this value of this property is no good". */
export function invalidValue(
  code: '2040' | '2060' | '2070' | '2090' | '2120' | '2130' | '2140' | '2170' | '2210' | '2240' | '2290',
  element: string,
  detail: string,
): QuickBooksFault {
  return new QuickBooksFault({ Message: valueTitles[code], Detail: detail, code, element });
}

const valueTitles = {
  '2040': 'Property contains invalid characters',
  '2060': 'Invalid date format',
  '2070': 'Invalid date',
  '2090': 'Invalid number',
  '2120': 'Invalid type',
  '2130': 'Invalid request id',
  '2140': 'Invalid amount',
  '2170': 'Invalid enumeration',
  '2210': 'Invalid email address',
  '2240': 'Number out of range',
  '2290': 'Negative amount',
};

export function tooLong(element: string, max: number, supplied: number): QuickBooksFault {
  return new QuickBooksFault({
    Message: 'String length is either shorter or longer than supported by specification',
    Detail: `Min:0 Max:${max} supported for ${element}. Supplied length:${supplied}`,
    code: '2050',
    element,
  });
}

export function missingLines(): QuickBooksFault {
  return new QuickBooksFault({
    Message: 'Missing lines',
    Detail: 'A sales form needs at least one line with an item or a subtotal.',
    code: '2250',
    element: 'Line',
  });
}

/** `where` is either the path of the field or "Names element id 9 not found". */
export function invalidReference(where: string): QuickBooksFault {
  return new QuickBooksFault({
    Message: 'Invalid Reference Id',
    Detail: `Invalid Reference Id : ${where}`,
    code: '2500',
    element: '',
  });
}

export function queryUnreadable(detail: string): QuickBooksFault {
  return new QuickBooksFault({ Message: 'Error parsing query', Detail: `QueryParserError: ${detail}`, code: '4000' });
}

export function queryInvalid(detail: string): QuickBooksFault {
  return new QuickBooksFault({ Message: 'Invalid query', Detail: `QueryValidationError: ${detail}`, code: '4001' });
}

export function stale(): QuickBooksFault {
  return new QuickBooksFault({
    Message: 'Stale Object Error',
    Detail:
      'Stale Object Error : You and Alex Accountant edited this at the same time. Alex Accountant finished first, so your work was not saved.',
    code: '5010',
    element: '',
  });
}

export function businessRule(detail: string): QuickBooksFault {
  return new QuickBooksFault({
    Message: 'A business validation error has occurred while processing your request',
    Detail: `Business Validation Error: ${detail}`,
    code: '6000',
    element: '',
  });
}

/** Business rules that have a code of their own. */
export function rule(
  code:
    | '2300'
    | '6070'
    | '6080'
    | '6090'
    | '6100'
    | '6160'
    | '6170'
    | '6180'
    | '6220'
    | '6250'
    | '6420'
    | '6430'
    | '6540',
  detail: string,
): QuickBooksFault {
  return new QuickBooksFault({ Message: ruleTitles[code], Detail: detail, code, element: '' });
}

const ruleTitles = {
  '2300': 'Total debits do not equal total credits',
  '6070': 'Amount calculation incorrect in the request',
  '6080': 'A name is required',
  '6090': 'Discount line needs an amount or a percent',
  '6100': 'Invalid tax code on the line',
  '6160': 'CustomSalesTax cannot be used',
  '6170': 'Tax detail is not allowed',
  '6180': 'Too many levels',
  '6220': 'The list object has a balance',
  '6250': 'The customer is missing or inactive',
  '6420': 'An email address is required',
  '6430': 'Invalid account type',
  '6540': 'A deposited transaction cannot be changed',
};

export function duplicateNumber(options: { docNumber: string; type: string; txnId: string }): QuickBooksFault {
  return new QuickBooksFault({
    Message: 'Duplicate Document Number Error',
    Detail: `Duplicate Document Number Error : You must specify a different number. This number has already been used. DocNumber=${options.docNumber} is assigned to TxnType=${options.type} with TxnId=${options.txnId}`,
    code: '6140',
    element: '',
  });
}

export function duplicateName(where: string): QuickBooksFault {
  return new QuickBooksFault({
    Message: 'Duplicate Name Exists Error',
    Detail: `The name supplied already exists. : ${where}`,
    code: '6240',
  });
}

export function periodClosed(code: '6200' | '6210'): QuickBooksFault {
  const how = code === '6210' ? 'Account Period Closed, Cannot Update Through Services API' : 'Account Period Closed';
  return new QuickBooksFault({
    Message: how,
    Detail: `${how}. The books are closed for this date.`,
    code,
    element: '',
  });
}

/** States of a whole company: the subscription ended, the connecting user lost access, maintenance. */
export function companyRefuses(state: '6190' | '120' | '150'): QuickBooksFault {
  if (state === '120') {
    const Detail = 'The user no longer has access to this company. -11014';
    return new QuickBooksFault(
      { Message: 'Authorization Failure', Detail, code: '120' },
      { status: 403, type: 'AuthorizationFault' },
    );
  }
  if (state === '150') {
    const Detail = 'The company is under maintenance. Try again later.';
    return new QuickBooksFault({ Message: 'Company Under Maintenance', Detail, code: '150' }, { type: 'SystemFault' });
  }
  const Detail =
    'Subscription period has ended or canceled or there was a billing problem : the company can only be read.';
  return new QuickBooksFault({ Message: 'Invalid Company Status', Detail, code: '6190', element: '' });
}
