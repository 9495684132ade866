/** Lets the world come to rest: delivers webhooks and works the queue until nothing moves; then, for the end, through a day. */
import { connect } from './open-shop.ts';
import type { World } from './world.ts';

const mostRounds = 80;
const minute = 60_000;
const hour = 60 * minute;

export class Restless extends Error {
  constructor(rounds: number) {
    super(`The world did not come to rest in ${rounds} rounds.`);
    this.name = 'Restless';
  }
}

/** The clock moves on only for what waits at most `patienceMs`. */
export async function settle(world: World, { patienceMs }: { patienceMs: number }): Promise<void> {
  const until = world.clock.now().getTime() + patienceMs;
  for (let round = 0; round < mostRounds; round += 1) {
    const { delivered, failed } = await world.simulator.flushWebhooks();
    const worked = (await world.work(0)) + (await world.work(1));
    if (delivered + failed + worked > 0) continue;
    const next = nextDue(world);
    if (!next || next.getTime() > until) return;
    world.clock.moveTo(next);
  }
  throw new Restless(mostRounds);
}

function nextDue(world: World): Date | null {
  const now = world.clock.now().getTime();
  const times = world.workers
    .flatMap(({ tandem }) => tandem.worker.nextDue()?.getTime() ?? [])
    .filter((at) => at > now);
  return times.length === 0 ? null : new Date(Math.min(...times));
}

/** No more faults, everything connected and switched on, and a day for whatever waits or has to be found. */
export async function quiet(world: World): Promise<void> {
  world.track.injected429 -= left429(world);
  world.control.clearFaults();
  for (const { harm } of world.workers) harm.disarm();
  // A loss may only be noticed by working.
  await settle(world, { patienceMs: 30_000 });
  world.clock.advance(16 * minute);
  await settle(world, { patienceMs: 30_000 });
  await reunite(world);
  await pass(world);
  // A loss may only be noticed by the next sweep.
  if (await reunite(world)) await pass(world);
}

/** True when something had been lost or switched off. */
async function reunite(world: World): Promise<boolean> {
  const { connected, enabled } = await world.api.get<{ connected: boolean; enabled: boolean }>(
    '/integrations/quickbooks',
  );
  if (!connected) await connect({ url: world.stage.url, api: world.api, realmId: world.realmId });
  if (!enabled) await world.ask('PATCH', '/integrations/quickbooks', { enabled: true });
  world.settings = { ...world.settings, enabled: true };
  return !connected || !enabled;
}

/** Time goes by and nobody does anything: long enough for whatever waits or has to be found. */
export async function pass(
  world: World,
  pauses: readonly number[] = [0, 61_000, 16 * minute, 3 * hour, 25 * hour],
): Promise<void> {
  for (const pause of pauses) {
    world.clock.advance(pause);
    await settle(world, { patienceMs: 2 * minute });
  }
}

/** Time goes by after all was found: a sweep and a day later nothing may have moved. */
export async function passIdly(world: World): Promise<void> {
  await pass(world, [16 * minute, 25 * hour]);
}

function left429(world: World): number {
  return world.control
    .faults()
    .filter((rule) => rule.kind === '429')
    .reduce((total, rule) => total + rule.count, 0);
}
