/**
 * Lets processes work at the same time, one request or transaction of one of them after another, in an order that the seed
 * gives. Invariant: the same seed is the same order, whatever the machine does.
 */
import { setImmediate } from 'node:timers/promises';
import type { Harm } from './harm.ts';
import type { Random } from './random.ts';

interface Waiting {
  process: number;
  goOn(): void;
}

/** `between` is called before each turn, while all stand still. */
export async function takeTurns(
  random: Random,
  processes: readonly { harm: Harm; work: () => Promise<unknown> }[],
  between: () => Promise<void>,
): Promise<void> {
  let waiting: Waiting[] = [];
  let working = processes.length;
  processes.forEach(({ harm }, process) => {
    harm.setGate(() => new Promise((goOn) => waiting.push({ process, goOn })));
  });
  const works = processes.map(({ harm, work }) =>
    work().finally(() => {
      harm.setGate(null);
      working -= 1;
    }),
  );
  const still = async () => {
    do await setImmediate();
    while (processes.some(({ harm }) => harm.busy()) || (working > 0 && waiting.length === 0));
    // What the last answer leads to, up to the next thing that is done to the world.
    await setImmediate();
    return processes.every(({ harm }) => !harm.busy());
  };
  while (working > 0) {
    if (!(await still())) continue;
    await between();
    waiting.sort((a, b) => a.process - b.process);
    const next = random.pick(waiting);
    waiting = waiting.filter((one) => one !== next);
    next?.goOn();
  }
  await Promise.all(works);
}
