/**
 * Where each operation lives: method, path after `/v3/company/{realmId}`, and query. The entity segment is lower case and
 * the address is case sensitive. `minorversion` and `requestid` are added by the transport.
 */
import { limits } from './limits.ts';

export interface Route {
  method: 'GET' | 'POST';
  /** Begins with `/`; every part is already percent-encoded. */
  path: string;
  query: Readonly<Record<string, string>>;
  contentType?: string;
  /** Only where the address alone decides it (a long query); else the caller gives the bytes. */
  body?: string;
}

/** Only transactions can be deleted; members of name lists are made inactive by an update. */
export type DeletableEntity = 'Invoice' | 'Payment' | 'CreditMemo' | 'RefundReceipt' | 'SalesReceipt';

export interface WriteOptions {
  /** Accept a DocNumber that another document already has (otherwise fault 6140). */
  allowDuplicateNumber?: boolean;
}

export const paths = {
  create: (entity: string, options: WriteOptions = {}): Route => post(entityPath(entity), writeQuery(options)),

  /** The same address as create: Id and SyncToken in the body make it an update. */
  update: (entity: string, options: WriteOptions = {}): Route => post(entityPath(entity), writeQuery(options)),

  remove: (entity: DeletableEntity): Route => post(entityPath(entity), { operation: 'delete' }),

  voidInvoice: (): Route => post('/invoice', { operation: 'void' }),

  /** Payments have no operation `void`: it is an update that includes one, with `sparse: true` in the body. */
  voidPayment: (): Route => post('/payment', { operation: 'update', include: 'void' }),

  read: (entity: string, id: string): Route => get(`${entityPath(entity)}/${encodeURIComponent(id)}`),

  /** A long statement is sent as the body of a POST, see `limits.queryInAddressChars`. */
  query: (statement: string): Route =>
    encodeURIComponent(statement).length <= limits.queryInAddressChars
      ? get('/query', { query: statement })
      : { ...post('/query'), contentType: 'application/text', body: statement },

  /** `changedSince` is an ISO time with an offset or Z: without one it would be read as Pacific time. */
  cdc: (options: { entities: readonly string[]; changedSince: string }): Route =>
    get('/cdc', { entities: options.entities.join(','), changedSince: options.changedSince }),

  batch: (): Route => post('/batch'),

  companyInfo: (realmId: string): Route => get(`/companyinfo/${encodeURIComponent(realmId)}`),

  preferences: (): Route => get('/preferences'),

  /** Creates a tax code with its rates. The answer has no entity around it. */
  taxService: (): Route => post('/taxservice/taxcode'),
} as const;

function entityPath(entity: string): string {
  return `/${encodeURIComponent(entity.toLowerCase())}`;
}

function writeQuery(options: WriteOptions): Record<string, string> {
  return options.allowDuplicateNumber ? { include: 'allowduplicatedocnum' } : {};
}

function get(path: string, query: Record<string, string> = {}): Route {
  return { method: 'GET', path, query };
}

function post(path: string, query: Record<string, string> = {}): Route {
  return { method: 'POST', path, query };
}
