/**
 * What all histories of one process share: a clock, a simulator, a server, and for each kind of QuickBooks company a database
 * and books in which a shop is connected already, brought back to that moment before each. Invariant: no history sees what
 * another one did.
 */
import postgres from 'postgres';
import { createLogger } from '../../src/base/log.ts';
import { simulatorHosts } from '../../src/cli/config.ts';
import { type Database, openDatabase } from '../../src/db/database.ts';
import { assemble, listen, type Tandem, type TandemParts } from '../../src/main.ts';
import { type CompanyKind, type Simulator, startSimulator } from '../../src/simulator/simulator.ts';
import type { TestClock } from '../kit/test-clock.ts';
import { type KeptRows, keepRows } from './kept-rows.ts';
import { type Opened, openShop } from './open-shop.ts';

export interface ExploreClock extends TestClock {
  /** Back too: each history starts at one moment. */
  reset(at: Date): void;
}

interface Prepared {
  database: Database;
  opened: Opened;
  rows: KeptRows;
}

export const startOfTime = new Date('2026-03-02T15:00:00Z');

export interface Stage {
  clock: ExploreClock;
  simulator: Simulator;
  url: string;
  /** Whose server answers the requests that come to `url`. */
  serve(tandem: Tandem): void;
  parts(database: TandemParts['database'], log: TandemParts['log']): TandemParts;
  /** A connected shop, its database and its books brought back to that moment. One history at a time. */
  open(kind: CompanyKind): Promise<{ database: Database; opened: Opened }>;
  stop(): Promise<void>;
}

export async function openStage(postgresUrls: { url: string; adminUrl: string }): Promise<Stage> {
  const clock = exploreClock();
  const admin = postgres(postgresUrls.adminUrl, { max: 1, onnotice: () => undefined, idle_timeout: 0 });
  const simulator = await startSimulator({
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
  let serving: Tandem | null = null;
  const server = await listen(
    {
      fetch: (request, ...rest) =>
        serving ? serving.app.fetch(request, ...rest) : new Response(null, { status: 503 }),
    },
    { port: 0, host: '127.0.0.1' },
  );
  const url = `http://127.0.0.1:${server.port}`;
  const run = `explore_${process.pid}_${Date.now().toString(36)}`;
  const nameOf = (kind: CompanyKind) => `${run}_${kind.replaceAll('-', '_')}`;
  const at = (address: string, database: string) => Object.assign(new URL(address), { pathname: `/${database}` }).href;
  const ready = new Map<CompanyKind, Promise<Prepared>>();

  const stage: Stage = {
    clock,
    simulator,
    url,
    serve: (tandem) => {
      serving = tandem;
    },
    parts: (database, log) => ({
      database,
      clock,
      log,
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
      webFolder: null,
      metricsToken: null,
      trustProxy: false,
      requestsPerMinute: 1_000_000,
    }),
    async open(kind) {
      if (!ready.has(kind)) ready.set(kind, prepare(kind));
      const prepared = await ready.get(kind);
      if (!prepared) throw new Error('There is no prepared shop.');
      await prepared.rows.bringBack();
      simulator.control.reset();
      simulator.control.restore(prepared.opened.books);
      clock.reset(prepared.opened.at);
      return prepared;
    },
    async stop() {
      await server.close();
      await simulator.stop();
      for (const prepared of ready.values()) {
        const { database, rows } = await prepared;
        await database.close();
        await rows.close();
      }
      for (const kind of ready.keys()) await admin.unsafe(`drop database if exists ${nameOf(kind)} with (force)`);
      await admin.end({ timeout: 5 });
    },
  };

  async function prepare(kind: CompanyKind): Promise<Prepared> {
    await admin.unsafe(`create database ${nameOf(kind)} template tandem owner tandem`);
    simulator.control.reset();
    simulator.control.setWebhooks({ url: `${url}/webhooks/quickbooks` });
    clock.reset(startOfTime);
    const database = openDatabase({ url: at(postgresUrls.url, nameOf(kind)), maxConnections: 8 });
    const tandem = assemble(stage.parts(database, createLogger({ level: 'silent' })));
    stage.serve(tandem);
    const opened = await openShop({ stage, tandem, database, kind });
    tandem.close();
    return { opened, database, rows: await keepRows(at(postgresUrls.adminUrl, nameOf(kind))) };
  }

  return stage;
}

function exploreClock(): ExploreClock {
  let now = startOfTime.getTime();
  return {
    now: () => new Date(now),
    advance(ms) {
      now += ms;
    },
    moveTo(at) {
      now = Math.max(now, at.getTime());
    },
    reset(at) {
      now = at.getTime();
    },
  };
}
