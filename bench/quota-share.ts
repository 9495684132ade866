/** The shortest time in which Intuit's quotas let writes through; worked out from the limits alone, not from our code. */

const batchItems = 30;

/** Until the last request may be sent, in milliseconds: 10 a second, 500 a minute, of which 40 batches of thirty. */
export function leastMs(writes: number, { singles }: { singles: boolean }): number {
  const sent: number[] = [];
  const batches: number[] = [];
  const freeAfter = (times: readonly number[], count: number, ms: number) => (times.at(-count) ?? -ms) + ms;
  for (let left = writes; left > 0; ) {
    const any = Math.max(sent.at(-1) ?? 0, freeAfter(sent, 10, 1_000), freeAfter(sent, 500, 60_000));
    const batchAt = Math.max(any, freeAfter(batches, 40, 60_000));
    const isBatch = !singles || batchAt <= any;
    if (isBatch) batches.push(batchAt);
    sent.push(isBatch ? batchAt : any);
    left -= isBatch ? batchItems : 1;
  }
  return sent.at(-1) ?? 0;
}
