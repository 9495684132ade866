/** The filters of the invoice list as they stand in the address, and as the server wants them. */
import type { SyncState } from '../../../contract/invoices.ts';
import type { Query } from '../../api/client.ts';

export const syncStates = [
  'not_synced',
  'pending',
  'synced',
  'held',
  'conflict',
  'failed',
  'voided',
  'unlinked',
] as const satisfies readonly SyncState[];

export interface InvoiceSearch {
  q?: string;
  statusId?: string;
  syncState?: SyncState;
  clientId?: string;
  locationId?: string;
  from?: string;
  to?: string;
  overdue?: boolean;
}

export function parseInvoiceSearch(search: Record<string, unknown>): InvoiceSearch {
  const text = (name: string) => {
    const value = search[name];
    return typeof value === 'string' || typeof value === 'number' ? { [name]: String(value) } : {};
  };
  const syncState = syncStates.find((state) => state === search.syncState);
  return {
    ...text('q'),
    ...text('statusId'),
    ...text('clientId'),
    ...text('locationId'),
    ...text('from'),
    ...text('to'),
    ...(syncState ? { syncState } : {}),
    ...(search.overdue === true ? { overdue: true } : {}),
  };
}

export function queryOf({ from, to, overdue, ...rest }: InvoiceSearch): Query {
  return { ...rest, issuedFrom: from, issuedTo: to, overdue: overdue ? 'true' : undefined };
}
