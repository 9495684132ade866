/** How the sync is asked to stop: no new request begins, and one that hangs is given up after some seconds (its intent stays). */
export interface Stop {
  readonly asked: boolean;
  /** Aborted when the patience is over. */
  readonly signal: AbortSignal;
  ask(): void;
}

const patienceMs = 5_000;

export function createStop(): Stop {
  const controller = new AbortController();
  let asked = false;
  return {
    get asked() {
      return asked;
    },
    signal: controller.signal,
    ask() {
      if (asked) return;
      asked = true;
      setTimeout(() => controller.abort(), patienceMs).unref();
    },
  };
}
