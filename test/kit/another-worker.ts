/** A second program on the same database and QuickBooks; it can be made to die in the middle of its n-th request. */
import { createLogger } from '../../src/base/log.ts';
import { simulatorHosts } from '../../src/cli/config.ts';
import type { Database } from '../../src/db/database.ts';
import { assemble, type Tandem } from '../../src/main.ts';
import type { World } from './world.ts';

export interface AnotherWorker {
  tandem: Tandem;
  /** Resolves when it stopped for good: the request arrived, and nobody hears the answer. */
  died: Promise<void>;
}

export function anotherWorker(
  world: World,
  options: { diesAtRequest?: number; path?: RegExp; database?: Database } = {},
): AnotherWorker {
  let die: () => void = () => undefined;
  const died = new Promise<void>((resolve) => {
    die = resolve;
  });
  let requests = 0;
  let dead = false;
  const mortal: typeof fetch = async (input, init) => {
    const answer = await fetch(input, init);
    if (dead) return new Promise<Response>(() => undefined);
    if (!(options.path ?? /./).test(String(input))) return answer;
    requests += 1;
    if (requests !== options.diesAtRequest) return answer;
    dead = true;
    die();
    return new Promise<Response>(() => undefined);
  };
  const tandem = assemble({
    database: options.database ?? world.testDatabase.database,
    clock: world.clock,
    log: createLogger({ level: process.env.TEST_LOG ?? 'silent' }),
    encryptionKey: 'a key for tests only',
    publicUrl: world.url,
    quickBooks: {
      environment: 'simulator',
      clientId: 'tandem',
      clientSecret: 'tandem-secret',
      webhookVerifierToken: 'tandem-verifier',
      sweepSeconds: null,
      ...simulatorHosts(world.simulator.url),
    },
    webFolder: null,
    metricsToken: null,
    trustProxy: false,
    fetch: mortal,
  });
  return { tandem, died };
}

/** Lets it work until it dies. */
export async function untilDeath({ tandem, died }: AnotherWorker): Promise<void> {
  let dead = false;
  void died.then(() => {
    dead = true;
  });
  for (let pass = 0; pass < 50 && !dead; pass += 1) await Promise.race([tandem.worker.runDue(), died]);
  if (!dead) throw new Error('It came to its end alive.');
}
