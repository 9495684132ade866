/**
 * A faithful local QuickBooks Online in one process: put together here, listening on the loopback alone.
 * Invariant: what was answered is in the journal; the same books opened again are equal.
 */
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import type { Clock } from '../base/clock.ts';
import { forgetOldRequestIds } from './api/request-ids.ts';
import { apiRoutes } from './api/routes.ts';
import { type Control, createControl } from './control.ts';
import { controlRoutes } from './control-routes.ts';
import { createFaultBoard } from './faults.ts';
import { oauthRoutes } from './oauth/routes.ts';
import { forgetDeadTokens, isConnected } from './oauth/tokens.ts';
import { ownOriginOnly } from './own-origin.ts';
import { pageRoutes } from './page/routes.ts';
import { createQuotas } from './quotas.ts';
import { createRequestLog } from './request-log.ts';
import { seedSampleCompany } from './seeds/sample-company.ts';
import { seedCompanies } from './seeds/seed.ts';
import { type CompanyKind, companies } from './state/company.ts';
import { openStore, type Store } from './state/store.ts';
import { createWebhookBoard } from './webhooks/board.ts';
import { forgetDeliveries } from './webhooks/delivery.ts';
import { forgetEvents } from './webhooks/event.ts';
import type { World } from './world.ts';

export type { CompanyKind } from './state/company.ts';

export interface SimulatorOptions {
  /** All times come from it. */
  clock: Clock;
  /** 0: any free port. */
  port: number;
  /** null: memory only. Otherwise the books are kept there, durable against a kill at any moment. */
  dataDir: string | null;
  /** Where webhooks go; can be changed through the control API. */
  webhookUrl: string | null;
  clientId: string;
  clientSecret: string;
  verifierToken: string;
  /** Intuit's limits on (429) or off. */
  quotas: boolean;
  /** Create the three standard companies when the books are empty. */
  seedCompanies: boolean;
  /** Beside them a company that is lived in, as Intuit gives its developers one. */
  sampleCompany?: boolean;
  /** Default true: webhooks go out by themselves soon after the commit. false: only on `flushWebhooks()`. */
  autoDeliver?: boolean;
}

export interface Simulator {
  url: string;
  companies(): { realmId: string; name: string; kind: CompanyKind }[];
  control: Control;
  /** Sends all that is due now and waits for the answers. */
  flushWebhooks(): Promise<{ delivered: number; failed: number }>;
  stop(): Promise<void>;
}

const historyKept = 5_000;

export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const world = openWorld(options);
  const control = createControl(world, (now) => seed(world.store, options, now));
  const listCompanies = () => companies(world.store).map(({ realmId, name, kind }) => ({ realmId, name, kind }));
  const flush = () => world.webhooks.flush();

  const app = new Hono();
  app.use(ownOriginOnly);
  app.route('/', apiRoutes(world));
  app.route('/', oauthRoutes(world));
  app.route('/', controlRoutes({ control, flush, companies: listCompanies }));
  app.route('/', pageRoutes(world, control));
  app.get('/healthz', (context) => context.json({ ok: true }));
  app.notFound((context) => context.text('Not found', 404));

  const server = createAdaptorServer({ fetch: app.fetch });
  const port = await listen(server, options.port);
  if (options.autoDeliver ?? true) world.webhooks.start();
  return {
    url: `http://127.0.0.1:${port}`,
    companies: listCompanies,
    control,
    flushWebhooks: flush,
    stop: async () => {
      await world.webhooks.stop();
      await close(server);
      world.store.close();
    },
  };
}

function seed(store: Store, options: Pick<SimulatorOptions, 'seedCompanies' | 'sampleCompany'>, now: Date): void {
  if (options.seedCompanies) seedCompanies(store, now);
  if (options.sampleCompany) seedSampleCompany(store, now);
}

function openWorld(options: SimulatorOptions): World {
  const { clock } = options;
  const store = openStore(options.dataDir);
  const world: World = {
    clock,
    store,
    client: { id: options.clientId, secret: options.clientSecret },
    verifierToken: options.verifierToken,
    quotas: createQuotas(clock, options.quotas),
    faults: createFaultBoard(),
    webhooks: createWebhookBoard({
      store,
      clock,
      verifierToken: options.verifierToken,
      isConnected: (realmId) => isConnected(world, realmId),
    }),
    log: createRequestLog(),
  };
  if (options.webhookUrl !== null) world.webhooks.configure({ url: options.webhookUrl });
  seed(store, options, clock.now());
  forgetDeadTokens(world);
  store.transact(() => {
    forgetEvents(store, historyKept);
    forgetDeliveries(store, historyKept);
    for (const company of companies(store)) forgetOldRequestIds(store, company, clock.now());
  });
  return world;
}

type Server = ReturnType<typeof createAdaptorServer>;

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address() as AddressInfo; // A listening TCP server has one.
      resolve(address.port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}
