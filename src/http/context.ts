/** What the web part is given: everything outside of itself that a request may touch. */
import type { Registry } from 'prom-client';
import type { Clock } from '../base/clock.ts';
import type { Logger } from '../base/log.ts';
import type { Seal } from '../base/seal.ts';
import type { Database } from '../db/database.ts';
import type { Services } from './services.ts';

export interface HttpConfig {
  /** Where people reach the program, without a slash at the end. */
  publicUrl: string;
  /** True when `publicUrl` is https: the session cookie then travels only encrypted. */
  cookieSecure: boolean;
  /** null: deliveries of QuickBooks cannot be verified and are answered with 503. */
  webhookVerifierToken: string | null;
  /** Base of links that open an invoice in QuickBooks. */
  quickBooksAppUrl: string;
  /** With which the first company may be made from the page. */
  setUpCode: string;
  /** Which QuickBooks the program speaks with. */
  quickBooksEnvironment: 'simulator' | 'sandbox' | 'production';
  /** null: metrics only for the loopback. */
  metricsToken: string | null;
  /** The built page; null: the API alone. */
  webFolder: string | null;
  /** Requests a minute for each key or session. */
  requestsPerMinute: number;
  /** Behind a proxy of one's own: the client's address is the last of X-Forwarded-For. */
  trustProxy: boolean;
  /** How long former states of QuickBooks' records are kept; null: for good. */
  keepHistoryDays: number | null;
  /** Webhooks may go to this machine and its network, also unencrypted: for development. */
  allowPrivateWebhooks: boolean;
}

export interface HttpContext {
  database: Database;
  clock: Clock;
  log: Logger;
  metrics: Registry;
  config: HttpConfig;
  services: Services;
  /** For secrets that are kept, like those of webhook endpoints. */
  seal: Seal;
  /** Aborted when the program ends, so that open streams do not hold it up. */
  closing?: AbortSignal;
}
