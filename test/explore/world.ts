/**
 * One history's world: a web process that never fails, two workers that may, the books, and what the history remembers of what
 * was done. Invariant: whatever a step does, it does through REST or as the accountant.
 */
import { createLogger } from '../../src/base/log.ts';
import type { Page } from '../../src/contract/common.ts';
import type { QuickBooksSettings } from '../../src/contract/integration.ts';
import type { Invoice } from '../../src/contract/invoices.ts';
import type { Database } from '../../src/db/database.ts';
import { assemble, type Tandem } from '../../src/main.ts';
import type { Control } from '../../src/simulator/control.ts';
import type { CompanyKind, Simulator } from '../../src/simulator/simulator.ts';
import { type ApiAnswer, type ApiClient, apiClient } from '../kit/api-client.ts';
import { Crash, createHarm, type Harm } from './harm.ts';
import type { Opened } from './open-shop.ts';
import type { ExploreClock, Stage } from './stage.ts';
import { createTrack, type Track } from './track.ts';

export interface Process {
  tandem: Tandem;
  harm: Harm;
}

export interface World {
  stage: Stage;
  clock: ExploreClock;
  simulator: Simulator;
  control: Control;
  database: Database;
  shop: Opened;
  realmId: string;
  /** The settings that were saved last. */
  settings: Partial<QuickBooksSettings>;
  track: Track;
  api: ApiClient;
  workers: [Process, Process];
  /** A request of the shop's people; what the server cannot do is kept as a problem. */
  ask<Body>(method: string, path: string, body?: unknown): Promise<ApiAnswer<Body>>;
  invoices(): Promise<Invoice[]>;
  /** Puts a fresh process in the place of a dead one. */
  revive(index: 0 | 1): void;
  /** Works what is due; answers how many companies were claimed. */
  work(index: 0 | 1): Promise<number>;
  close(): Promise<void>;
}

export async function openWorld(stage: Stage, kind: CompanyKind): Promise<World> {
  const { database, opened } = await stage.open(kind);
  const track = createTrack();
  const log = createLogger({
    level: process.env.TEST_LOG ?? 'warn',
    destination: { write: (line) => heard(track, line) },
  });
  const web = assemble(stage.parts(database, log));
  stage.serve(web);
  const ever: Harm[] = [];
  const start = (): Process => {
    const harm = createHarm(database);
    ever.push(harm);
    return { harm, tandem: assemble({ ...stage.parts(harm.database, log), fetch: harm.fetch }) };
  };
  const api = apiClient({ url: stage.url, key: opened.key });
  const world: World = {
    stage,
    clock: stage.clock,
    simulator: stage.simulator,
    control: stage.simulator.control,
    database,
    shop: opened,
    realmId: opened.realmId,
    settings: opened.settings,
    track,
    api,
    workers: [start(), start()],
    async ask(method, path, body) {
      const answer = await api.call<never>(method, path, body);
      if (answer.status >= 500)
        track.problems.push(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
      if (answer.status < 300 && method !== 'GET') track.done += 1;
      return answer;
    },
    async invoices() {
      const page = await api.get<Page<Invoice>>('/invoices?limit=200');
      return page.items.toReversed();
    },
    revive(index) {
      const former = world.workers[index];
      former.tandem.close();
      world.workers[index] = start();
    },
    async work(index) {
      const worker = world.workers[index];
      try {
        return await worker.tandem.worker.runDue();
      } catch (error) {
        if (error instanceof Crash) return 0;
        throw error;
      } finally {
        if (worker.harm.dead()) world.revive(index);
      }
    },
    async close() {
      web.close();
      for (const worker of world.workers) worker.tandem.close();
      await Promise.all(ever.map((harm) => harm.kill()));
    },
  };
  return world;
}

/** What is logged as an error is a problem, unless it is the crash that was asked for. */
function heard(track: Track, line: string): void {
  const entry = JSON.parse(line) as {
    level: number;
    msg?: string;
    err?: { type?: string; message?: string; stack?: string };
  };
  if (process.env.EXPLORE_LOG) process.stderr.write(line);
  if (entry.level < 50 || entry.err?.type === 'Crash') return;
  track.problems.push(`logged as an error: ${entry.msg ?? ''} ${entry.err?.stack ?? entry.err?.message ?? ''}`);
}
