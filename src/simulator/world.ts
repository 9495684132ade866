/** Everything that one running simulator shares: books, time, faults to come, and the logs. */
import type { Clock } from '../base/clock.ts';
import type { FaultBoard } from './faults.ts';
import type { Quotas } from './quotas.ts';
import type { RequestLog } from './request-log.ts';
import type { Store } from './state/store.ts';
import type { WebhookBoard } from './webhooks/board.ts';

export interface World {
  clock: Clock;
  store: Store;
  client: { id: string; secret: string };
  verifierToken: string;
  quotas: Quotas;
  faults: FaultBoard;
  webhooks: WebhookBoard;
  log: RequestLog;
}
