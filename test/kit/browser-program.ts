/** The program for a person at a browser, without a company: the machine's clock, the worker at work, the built page. */
import { systemClock } from '../../src/base/clock.ts';
import { createLogger } from '../../src/base/log.ts';
import { setUpCode } from '../../src/base/set-up-code.ts';
import { simulatorHosts } from '../../src/cli/config.ts';
import { assemble, listen, type Tandem } from '../../src/main.ts';
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts';
import { builtPage } from './browser-build.ts';
import { type TestDatabase, testDatabase } from './postgres.ts';

export interface BrowserProgram {
  simulator: Simulator;
  tandem: Tandem;
  testDatabase: TestDatabase;
  url: string;
  setUpCode: string;
  stop(): Promise<void>;
}

const encryptionKey = 'a key for tests only';

export async function startBrowserProgram({
  keepHistoryDays,
}: {
  keepHistoryDays?: number;
} = {}): Promise<BrowserProgram> {
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
    encryptionKey,
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
    keepHistoryDays: keepHistoryDays ?? null,
    trustProxy: false,
    // Receivers of tests are on this machine.
    allowPrivateWebhooks: true,
  });
  tandem = assembled;
  simulator.control.setWebhooks({ url: `${url}/webhooks/quickbooks` });
  await Promise.all([assembled.worker.start(), assembled.delivery.start()]);
  return {
    simulator,
    tandem: assembled,
    testDatabase: db,
    url,
    setUpCode: setUpCode(encryptionKey),
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
