/**
 * Everything in one process: Postgres, the simulator, the server and the worker, with a clock that stands still.
 * `settle()` delivers webhooks both ways and works the queue until nothing is left, so no test ever sleeps.
 */

import { createLogger } from '../../src/base/log.ts';
import { createAdmin } from '../../src/cli/admin.ts';
import { createCompanyApiKey } from '../../src/cli/api-key.ts';
import { type MailConfig, simulatorHosts } from '../../src/cli/config.ts';
import { assemble, listen, type Tandem } from '../../src/main.ts';
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts';
import type { ResolveName } from '../../src/telling/post-webhook.ts';
import { type ApiClient, apiClient } from './api-client.ts';
import { type TestDatabase, testDatabase } from './postgres.ts';
import { type TestClock, testClock } from './test-clock.ts';

export interface World {
  clock: TestClock;
  simulator: Simulator;
  tandem: Tandem;
  testDatabase: TestDatabase;
  url: string;
  companyId: string;
  api: ApiClient;
  /** Delivers and works until everything is quiet; the clock moves on only for what waits at most `patienceMs`. */
  settle(options?: { patienceMs?: number }): Promise<void>;
  stop(): Promise<void>;
}

export interface WorldOptions {
  country?: string;
  currency?: string;
  timeZone?: string;
  quotas?: boolean;
  sweepSeconds?: number;
  start?: string;
  mail?: MailConfig;
  /** True by default: receivers of tests are on this machine. */
  allowPrivateWebhooks?: boolean;
  keepHistoryDays?: number;
  resolveName?: ResolveName;
  /** Stands between the program and QuickBooks, for answers that the simulator does not give. */
  fetch?: typeof fetch;
}

const mostRounds = 500;

export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const clock = testClock(options.start);
  const db = await testDatabase();
  const simulator = await startSimulator({
    clock,
    port: 0,
    dataDir: null,
    webhookUrl: null,
    clientId: 'tandem',
    clientSecret: 'tandem-secret',
    verifierToken: 'tandem-verifier',
    quotas: options.quotas ?? true,
    seedCompanies: true,
    autoDeliver: false,
  });
  let tandem: Tandem | null = null;
  const server = await listen(
    {
      fetch: (request, ...rest) => (tandem ? tandem.app.fetch(request, ...rest) : new Response(null, { status: 503 })),
    },
    { port: 0, host: '127.0.0.1' },
  );
  const url = `http://127.0.0.1:${server.port}`;
  const assembled = assemble({
    database: db.database,
    clock,
    log: createLogger({ level: process.env.TEST_LOG ?? 'silent' }),
    encryptionKey: 'a key for tests only',
    publicUrl: url,
    quickBooks: {
      environment: 'simulator',
      clientId: 'tandem',
      clientSecret: 'tandem-secret',
      webhookVerifierToken: 'tandem-verifier',
      sweepSeconds: options.sweepSeconds ?? null,
      ...simulatorHosts(simulator.url),
    },
    webFolder: null,
    metricsToken: null,
    trustProxy: false,
    requestsPerMinute: 1_000_000,
    mail: options.mail ?? null,
    allowPrivateWebhooks: options.allowPrivateWebhooks ?? true,
    keepHistoryDays: options.keepHistoryDays ?? null,
    ...(options.resolveName ? { resolveName: options.resolveName } : {}),
    ...(options.fetch ? { fetch: options.fetch } : {}),
  });
  tandem = assembled;
  simulator.control.setWebhooks({ url: `${url}/webhooks/quickbooks` });
  const { companyId } = await createAdmin(db.database, clock, {
    company: 'Ridge Auto Repair',
    email: 'owner@example.com',
    password: 'correct horse battery',
    country: options.country ?? 'US',
    currency: options.currency ?? 'USD',
    timeZone: options.timeZone ?? 'America/Los_Angeles',
  });
  const key = await createCompanyApiKey(db.database, clock, { company: companyId });

  async function settle({ patienceMs = 120_000 } = {}): Promise<void> {
    const until = clock.now().getTime() + patienceMs;
    for (let round = 0; round < mostRounds; round += 1) {
      const { delivered, failed } = await simulator.flushWebhooks();
      const worked = await assembled.worker.runDue();
      if (delivered + failed + worked > 0) continue;
      if ((await assembled.delivery.deliverDue()) > 0) continue;
      const next = assembled.worker.nextDue();
      if (!next || next.getTime() > until) return;
      clock.moveTo(next);
    }
    throw new Error(`The world did not come to rest in ${mostRounds} rounds.`);
  }

  return {
    clock,
    simulator,
    tandem: assembled,
    testDatabase: db,
    url,
    companyId,
    api: apiClient({ url, key }),
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
