/**
 * The program for a person at a browser: as in world.ts, but with the machine's clock, the worker at work, webhooks that go
 * out by themselves, and the built page.
 */
import { systemClock } from '../../src/base/clock.ts';
import { createLogger } from '../../src/base/log.ts';
import { createAdmin } from '../../src/cli/admin.ts';
import { createCompanyApiKey } from '../../src/cli/api-key.ts';
import { simulatorHosts } from '../../src/cli/config.ts';
import { assemble, listen, type Tandem } from '../../src/main.ts';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { apiClient } from './api-client.ts';
import { builtPage } from './browser-build.ts';
import { testDatabase } from './postgres.ts';
import type { World } from './world.ts';

export interface BrowserWorld extends World {
  email: string;
  password: string;
}

const email = 'owner@example.com';
const password = 'correct horse battery';

function noClock(): never {
  throw new TypeError('In a browser world it is as late as it is.');
}

export async function startBrowserWorld({ language = 'en' }: { language?: 'en' | 'fr' } = {}): Promise<BrowserWorld> {
  const page = await builtPage();
  const db = await testDatabase();
  const simulator = await startSimulator({
    clock: systemClock,
    port: 0,
    dataDir: null,
    webhookUrl: null,
    clientId: 'tandem',
    clientSecret: 'tandem-secret',
    verifierToken: 'tandem-verifier',
    quotas: true,
    seedCompanies: true,
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
    clock: systemClock,
    log: createLogger({ level: process.env.TEST_LOG ?? 'silent' }),
    encryptionKey: 'a key for tests only',
    publicUrl: url,
    quickBooks: {
      environment: 'simulator',
      clientId: 'tandem',
      clientSecret: 'tandem-secret',
      webhookVerifierToken: 'tandem-verifier',
      sweepSeconds: null,
      ...simulatorHosts(simulator.url),
    },
    webFolder: page.folder,
    metricsToken: null,
    trustProxy: false,
  });
  tandem = assembled;
  simulator.control.setWebhooks({ url: `${url}/webhooks/quickbooks` });
  const { companyId } = await createAdmin(db.database, systemClock, {
    company: 'Ridge Auto Repair',
    email,
    password,
    name: 'Robin Ridge',
    country: 'US',
    currency: 'USD',
    timeZone: 'America/Los_Angeles',
    language,
  });
  const key = await createCompanyApiKey(db.database, systemClock, { company: companyId });
  await Promise.all([assembled.worker.start(), assembled.delivery.start()]);
  return {
    clock: { now: systemClock.now, advance: noClock, moveTo: noClock },
    simulator,
    tandem: assembled,
    testDatabase: db,
    url,
    companyId,
    api: apiClient({ url, key }),
    email,
    password,
    // The worker is at work; what comes of it is awaited where it shows.
    settle: () => Promise.resolve(),
    async stop() {
      assembled.close();
      await Promise.all([assembled.worker.stop(), assembled.delivery.stop()]);
      await server.close();
      await simulator.stop();
      await db.drop();
      page.remove();
    },
  };
}
