/** The one error that a command throws when a rule forbids what was asked. It is translated to HTTP at the edge. */
export type RefusalCode =
  | 'not_found'
  | 'invalid'
  | 'conflict'
  | 'forbidden'
  | 'status_rule'
  | 'comment_required'
  | 'linked_invoice'
  | 'sync_unfinished'
  | 'in_use'
  | 'duplicate'
  | 'stale'
  | 'not_connected'
  | 'other_integration_enabled'
  | 'unavailable';

export interface FieldError {
  path: string;
  message: string;
}

export class Refused extends Error {
  readonly code: RefusalCode;
  readonly errors: readonly FieldError[];

  constructor(code: RefusalCode, message: string, errors: readonly FieldError[] = []) {
    super(message);
    this.name = 'Refused';
    this.code = code;
    this.errors = errors;
  }
}

/** Refuses one field: `path` is written like `lines.0.taxIds`. */
export function invalid(path: string, message: string): Refused {
  return new Refused('invalid', message, [{ path, message }]);
}

/** Refuses a value that another record of the company already has. */
export function duplicate(path: string, message: string): Refused {
  return new Refused('duplicate', message, [{ path, message }]);
}

export function notFound(what: string): Refused {
  return new Refused('not_found', `There is no such ${what}.`);
}
