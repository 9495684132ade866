/** The only place where all parts meet: the database, the web part, the sync and the worker, each given the others. */
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { Registry } from 'prom-client';
import type { Clock } from './base/clock.ts';
import { newId } from './base/ids.ts';
import type { Logger } from './base/log.ts';
import { createSeal } from './base/seal.ts';
import { setUpCode } from './base/set-up-code.ts';
import type { MailConfig, QuickBooksConfig } from './cli/config.ts';
import type { Database } from './db/database.ts';
import { createApp } from './http/app.ts';
import type { HttpConfig } from './http/context.ts';
import { presentIssue } from './http/present/issue.ts';
import type { Services } from './http/services.ts';
import { createOAuth } from './quickbooks/oauth.ts';
import { createQuota, type Quota, quotaLimits } from './quickbooks/quota.ts';
import { createTransport } from './quickbooks/transport.ts';
import { planBackfill } from './sync/backfill.ts';
import { disconnect, finishConnecting, openStart, startConnecting } from './sync/connect.ts';
import type { SyncContext } from './sync/context.ts';
import { enableIntegration } from './sync/enable-integration.ts';
import { chooseImport, planImport } from './sync/import.ts';
import { booksHistory, pastBooks } from './sync/past-books.ts';
import { pickAccounts, pickClasses, pickDepartments, pickItems, pickMethods, pickTaxCodes } from './sync/pickers.ts';
import { previewInvoice } from './sync/preview.ts';
import { reconcile } from './sync/reconciliation.ts';
import { askForFreshLists } from './sync/refresh-lists.ts';
import { readSettings, saveSettings } from './sync/save-settings.ts';
import { createStop } from './sync/stop.ts';
import { planUndo } from './sync/undo.ts';
import type { ResolveName } from './telling/post-webhook.ts';
import { createSmtp } from './telling/smtp.ts';
import { createDelivery, type Delivery } from './worker/deliver.ts';
import { createWorker, type Worker } from './worker/worker.ts';

export interface TandemParts {
  database: Database;
  clock: Clock;
  log: Logger;
  encryptionKey: string;
  /** What is still sealed under this one can be read too. */
  formerEncryptionKey?: string | null;
  publicUrl: string;
  quickBooks: QuickBooksConfig;
  webFolder: string | null;
  metricsToken: string | null;
  trustProxy: boolean;
  requestsPerMinute?: number;
  companiesAtOnce?: number;
  fetch?: typeof fetch;
  /** Absent: no e-mail is sent. */
  mail?: MailConfig | null;
  allowPrivateWebhooks?: boolean;
  /** Absent or null: the history is kept for good. */
  keepHistoryDays?: number | null;
  /** How the names of webhook endpoints are looked up; the system's way by default. */
  resolveName?: ResolveName;
}

export interface Tandem {
  app: Hono;
  worker: Worker;
  delivery: Delivery;
  sync: SyncContext;
  /** Ends the streams of open pages; the rest is its owner's to stop. */
  close(): void;
}

const oauthTimeoutMs = 30_000;
const webhookTimeoutMs = 10_000;

export function assemble(parts: TandemParts): Tandem {
  const { database, clock, log, quickBooks } = parts;
  const closing = new AbortController();
  const stop = createStop();
  const sync: SyncContext = {
    database,
    clock,
    log,
    seal: createSeal(parts.encryptionKey, parts.formerEncryptionKey ? [parts.formerEncryptionKey] : []),
    oauth: createOAuth({ ...quickBooks, timeoutMs: oauthTimeoutMs, ...(parts.fetch ? { fetch: parts.fetch } : {}) }),
    send: createTransport({ baseUrl: quickBooks.apiUrl, fetch: endingWith(stop.signal, parts.fetch ?? fetch) }),
    stop,
    sweepSeconds: quickBooks.sweepSeconds,
    quotaOf: quotas(clock),
    owner: newId(),
  };
  const config: HttpConfig = {
    publicUrl: parts.publicUrl,
    cookieSecure: parts.publicUrl.startsWith('https:'),
    webhookVerifierToken: quickBooks.webhookVerifierToken,
    quickBooksAppUrl: quickBooks.appUrl,
    setUpCode: setUpCode(parts.encryptionKey),
    quickBooksEnvironment: quickBooks.environment,
    metricsToken: parts.metricsToken,
    webFolder: parts.webFolder,
    requestsPerMinute: parts.requestsPerMinute ?? 1200,
    trustProxy: parts.trustProxy,
    allowPrivateWebhooks: parts.allowPrivateWebhooks ?? false,
    keepHistoryDays: parts.keepHistoryDays ?? null,
  };
  const services = createServices({ ...sync, publicUrl: parts.publicUrl });
  const metrics = new Registry();
  const app = createApp({ database, clock, log, metrics, config, services, seal: sync.seal, closing: closing.signal });
  const worker = createWorker(sync, {
    companiesAtOnce: parts.companiesAtOnce ?? 8,
    keepHistoryDays: parts.keepHistoryDays ?? null,
  });
  return { app, worker, delivery: deliveryOf(parts, sync), sync, close: () => closing.abort() };
}

function deliveryOf(parts: TandemParts, { seal }: SyncContext): Delivery {
  const { database, clock, log, publicUrl } = parts;
  return createDelivery({
    database,
    clock,
    log,
    seal,
    publicUrl,
    webhooks: {
      allowPrivate: parts.allowPrivateWebhooks ?? false,
      timeoutMs: webhookTimeoutMs,
      ...(parts.resolveName ? { resolve: parts.resolveName } : {}),
    },
    smtp: parts.mail ? createSmtp({ url: parts.mail.smtpUrl, from: parts.mail.from }) : null,
    issueTitle: (issue, language) => presentIssue(issue, language).title,
  });
}

/** A request that still hangs when the program must end is given up. */
function endingWith(signal: AbortSignal, ask: typeof fetch): typeof fetch {
  return (input, init) =>
    ask(input, { ...init, signal: init?.signal ? AbortSignal.any([init.signal, signal]) : signal });
}

/** One budget per QuickBooks company and process. */
function quotas(clock: Clock): (realmId: string) => Quota {
  const known = new Map<string, Quota>();
  return (realmId) => {
    const quota = known.get(realmId) ?? createQuota(quotaLimits, clock);
    known.set(realmId, quota);
    return quota;
  };
}

function createServices(context: SyncContext & { publicUrl: string }): Services {
  return {
    startConnecting: (request) => startConnecting(context, request),
    openStart: (start) => openStart(context, start),
    finishConnecting: (callback) => finishConnecting(context, callback),
    disconnect: (companyId) => disconnect(context, companyId),
    readSettings,
    askForFreshLists,
    saveSettings,
    enable: enableIntegration,
    taxCodes: pickTaxCodes,
    accounts: pickAccounts,
    items: pickItems,
    paymentMethods: pickMethods,
    departments: pickDepartments,
    classes: pickClasses,
    planBackfill,
    planUndo,
    planImport,
    chooseImport,
    pastBooks,
    booksHistory,
    reconcile,
    preview: (reader, companyId, invoiceId) => previewInvoice(reader, { companyId, invoiceId, clock: context.clock }),
  };
}

export interface Listening {
  port: number;
  close(): Promise<void>;
}

/** Listens for requests. Port 0 takes any free one. */
export function listen(app: Pick<Hono, 'fetch'>, address: { port: number; host: string }): Promise<Listening> {
  const server = createAdaptorServer({ fetch: app.fetch });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(address.port, address.host, () => {
      const bound = server.address();
      const port = typeof bound === 'object' && bound ? bound.port : address.port;
      resolve({
        port,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            if ('closeIdleConnections' in server) server.closeIdleConnections();
            setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 2000).unref();
          }),
      });
    });
  });
}
