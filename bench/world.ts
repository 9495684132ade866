/** A program of its own on a database of its own beside a simulator of its own, in this process: what a part measures. */
import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import type { Clock } from '../src/base/clock.ts';
import { createLogger } from '../src/base/log.ts';
import { createAdmin } from '../src/cli/admin.ts';
import { createCompanyApiKey } from '../src/cli/api-key.ts';
import { simulatorHosts } from '../src/cli/config.ts';
import { type Database, openDatabase } from '../src/db/database.ts';
import { assemble, listen, type Tandem } from '../src/main.ts';
import { type Simulator, startSimulator } from '../src/simulator/simulator.ts';
import { type ApiClient, apiClient } from '../test/kit/api-client.ts';
import type { TestClock } from '../test/kit/test-clock.ts';
import type { PostgresUrls } from './bench.ts';
import { type BooksTime, countBooksTime } from './books-time.ts';
import { skippingClock } from './skipping-clock.ts';

export interface World {
  clock: TestClock;
  simulator: Simulator;
  tandem: Tandem;
  database: Database;
  databaseUrl: string;
  url: string;
  companyId: string;
  api: ApiClient;
  /** The time that requests to QuickBooks were under way. */
  booksTime: BooksTime;
  /** When the last delivery of QuickBooks came to our door; by `performance.now()`. */
  webhookArrivedAt(): number;
  /** Works until nothing is left; waiting is left out, until `until` where it is given. */
  settle(options?: { until?: Date }): Promise<void>;
  stop(): Promise<void>;
}

export const owner = { email: 'owner@example.com', password: 'correct horse battery' };

export async function openWorld(urls: PostgresUrls, options: { webFolder?: string } = {}): Promise<World> {
  const clock = skippingClock();
  const db = await ownDatabase(urls);
  const simulator = await openSimulator(clock);
  let tandem: Tandem | null = null;
  let webhookAt = 0;
  const answer: Tandem['app']['fetch'] = (request, ...rest) => {
    if (request.url.endsWith('/webhooks/quickbooks')) webhookAt = performance.now();
    return tandem ? tandem.app.fetch(request, ...rest) : new Response(null, { status: 503 });
  };
  const server = await listen({ fetch: answer }, { port: 0, host: '127.0.0.1' });
  const url = `http://127.0.0.1:${server.port}`;
  const booksTime = countBooksTime();
  const assembled = assemble({
    database: db.database,
    clock,
    log: createLogger({ level: process.env.BENCH_LOG ?? 'error' }),
    encryptionKey: 'a key for measuring only',
    publicUrl: url,
    quickBooks: {
      environment: 'simulator',
      clientId: 'tandem',
      clientSecret: 'tandem-secret',
      webhookVerifierToken: 'tandem-verifier',
      sweepSeconds: null,
      ...simulatorHosts(simulator.url),
    },
    webFolder: options.webFolder ?? null,
    metricsToken: null,
    trustProxy: false,
    requestsPerMinute: 1_000_000,
    mail: null,
    fetch: booksTime.fetch,
  });
  tandem = assembled;
  simulator.control.setWebhooks({ url: `${url}/webhooks/quickbooks` });
  const { companyId } = await createAdmin(db.database, clock, {
    company: 'Ridge Auto Repair',
    ...owner,
    country: 'US',
    currency: 'USD',
    timeZone: 'America/Los_Angeles',
  });
  const key = await createCompanyApiKey(db.database, clock, { company: companyId });

  async function settle({ until }: { until?: Date } = {}): Promise<void> {
    for (;;) {
      const { delivered, failed } = await simulator.flushWebhooks();
      const worked = await assembled.worker.runDue();
      if (delivered + failed + worked > 0) continue;
      if ((await assembled.delivery.deliverDue()) > 0) continue;
      const next = assembled.worker.nextDue();
      if (!next || (until && next > until)) return;
      clock.moveTo(next);
    }
  }

  return {
    clock,
    simulator,
    tandem: assembled,
    database: db.database,
    databaseUrl: db.url,
    url,
    companyId,
    api: apiClient({ url, key }),
    booksTime,
    webhookArrivedAt: () => webhookAt,
    settle,
    async stop() {
      assembled.close();
      await assembled.worker.stop();
      await assembled.delivery.stop();
      await server.close();
      await simulator.stop();
      await db.drop();
    },
  };
}

/** Intuit's quotas hold; webhooks go out when they are asked to. */
export function openSimulator(clock: Clock): Promise<Simulator> {
  return startSimulator({
    clock,
    port: 0,
    dataDir: null,
    webhookUrl: null,
    clientId: 'tandem',
    clientSecret: 'tandem-secret',
    verifierToken: 'tandem-verifier',
    quotas: true,
    seedCompanies: true,
    autoDeliver: false,
  });
}

async function ownDatabase(urls: PostgresUrls) {
  const name = `bench_${randomUUID().replaceAll('-', '')}`;
  const admin = postgres(urls.adminUrl, { max: 1, onnotice: () => undefined });
  await admin.unsafe(`create database ${name} template tandem owner tandem`);
  const url = Object.assign(new URL(urls.url), { pathname: `/${name}` }).href;
  const database = openDatabase({ url, maxConnections: 20 });
  return {
    database,
    url,
    async drop() {
      await database.close();
      await admin.unsafe(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}
