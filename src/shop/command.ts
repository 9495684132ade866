/** What every command knows besides its own input: for whom, by whom and when. It runs in the caller's transaction. */
import type { Id } from '../base/ids.ts';
import type { Actor } from '../domain/invoice.ts';

export interface CommandContext {
  companyId: Id;
  actor: Actor;
  now: Date;
  /** Where the request came from; absent: from the command line or the program itself. */
  origin?: { address: string; requestId: string };
}

/** A person, at the page or with a key: bound to roles, and their moves may send an invoice. */
export function isPerson(actor: Actor): boolean {
  return actor.type === 'employee' || actor.type === 'api_key';
}
