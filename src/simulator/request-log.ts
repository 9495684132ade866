/** What was asked of the company API and of the token endpoint, so that tests can count requests, operations and reads. */

export type LoggedOperation =
  | 'create'
  | 'update'
  | 'void'
  | 'delete'
  | 'read'
  | 'query'
  | 'cdc'
  | 'batch'
  | 'send'
  | 'pdf'
  | 'report'
  | 'unknown';

export interface LoggedItem {
  entity: string | null;
  operation: LoggedOperation;
  /** The record's id: as sent, or as created. */
  id: string | null;
}

export interface RequestLogEntry {
  /** ISO time by the simulator's clock. */
  at: string;
  realmId: string | null;
  method: string;
  path: string;
  entity: string | null;
  operation: LoggedOperation;
  /** The record's id: as sent, or as created. */
  id: string | null;
  /** 0: the connection was dropped. */
  status: number;
  batchItems: number;
  /** Metered reads in this request: 1 for a read, query or change data capture; in a batch its queries. */
  reads: number;
  requestId: string | null;
  /** The answer was the remembered one of an earlier request with this id. */
  replayed: boolean;
  /** Codes of faults, also of batch items. */
  faults: string[];
  tid: string;
  items: LoggedItem[];
}

export interface TokenRequest {
  at: string;
  kind: 'authorization_code' | 'refresh_token' | 'revoke' | 'other';
  realmId: string | null;
  status: number;
}

export interface RequestLog {
  requests: RequestLogEntry[];
  tokens: TokenRequest[];
  reset(): void;
}

/** The oldest are forgotten beyond this many. */
const logLimit = 100_000;

export function createRequestLog(): RequestLog {
  const log: RequestLog = {
    requests: [],
    tokens: [],
    reset: () => {
      log.requests.length = 0;
      log.tokens.length = 0;
    },
  };
  return log;
}

export function appendLimited<Row>(rows: Row[], row: Row): void {
  rows.push(row);
  if (rows.length > logLimit) rows.splice(0, rows.length - logLimit);
}
