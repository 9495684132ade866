/**
 * One POST of events and its attempts.
 * Invariant: a delivery is open until it was answered with 2xx or given up; the ladder of waits follows the simulator's clock.
 */
import { nextNumber } from '../state/company.ts';
import type { Store } from '../state/store.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** How long to wait after the first, second... failure; then the last again and again. */
const ladder = [10 * second, 20 * second, 30 * second, 5 * minute, 20 * minute, 2 * hour, 4 * hour, 6 * hour];
const mostAttempts = 60;
const answerWithinMs = 3_000;

interface Attempt {
  at: string;
  /** null: no answer. */
  status: number | null;
  error?: string;
}

export interface Delivery {
  seq: number;
  url: string;
  contentType: string;
  body: string;
  realmIds: string[];
  eventSeqs: number[];
  attempts: Attempt[];
  state: 'open' | 'delivered' | 'given-up';
  /** Epoch milliseconds. */
  nextAt: number;
  /** Faults that shaped it. */
  notes: string[];
}

const table = 'deliveries';
const queue = 'openDeliveries';

export function deliveries(store: Store): Delivery[] {
  return [...store.rows<Delivery>(table).values()];
}

export function openDeliveries(store: Store): Delivery[] {
  return [...store.rows<true>(queue).keys()]
    .flatMap((seq) => store.get<Delivery>(table, seq) ?? [])
    .sort((one, other) => one.seq - other.seq);
}

export function createDelivery(store: Store, delivery: Omit<Delivery, 'seq' | 'attempts' | 'state'>): void {
  const seq = nextNumber(store, 'all', 'deliveries');
  saveDelivery(store, { ...delivery, seq, attempts: [], state: 'open' });
}

function saveDelivery(store: Store, delivery: Delivery): void {
  store.put(table, String(delivery.seq), delivery);
  if (delivery.state === 'open') store.put(queue, String(delivery.seq), true);
  else store.remove(queue, String(delivery.seq));
}

export function forgetDeliveries(store: Store, keep: number): void {
  const settled = deliveries(store).filter((delivery) => delivery.state !== 'open');
  for (const delivery of settled.slice(0, -keep)) store.remove(table, String(delivery.seq));
}

/** Sends once and writes down how it went. */
export async function attemptDelivery(
  store: Store,
  delivery: Delivery,
  options: { signature: string; now: () => Date; abort: AbortSignal },
): Promise<boolean> {
  const outcome = await post(delivery, options);
  const at = options.now();
  const attempts = [...delivery.attempts, { at: at.toISOString(), ...outcome }];
  const delivered = outcome.status !== null && outcome.status >= 200 && outcome.status < 300;
  const wait = ladder[Math.min(attempts.length, ladder.length) - 1] ?? 6 * hour;
  const state = delivered ? 'delivered' : attempts.length >= mostAttempts ? 'given-up' : 'open';
  store.transact(() => {
    // The books may have been reset or restored while the answer was awaited.
    if (store.get<Delivery>(table, String(delivery.seq))?.body !== delivery.body) return;
    saveDelivery(store, { ...delivery, attempts, state, nextAt: at.getTime() + wait });
  });
  return delivered;
}

async function post(
  delivery: Delivery,
  { signature, abort }: { signature: string; abort: AbortSignal },
): Promise<Omit<Attempt, 'at'>> {
  try {
    const response = await fetch(delivery.url, {
      method: 'POST',
      headers: { 'content-type': delivery.contentType, 'intuit-signature': signature },
      body: delivery.body,
      redirect: 'manual',
      signal: AbortSignal.any([abort, AbortSignal.timeout(answerWithinMs)]),
    });
    await response.arrayBuffer();
    return { status: response.status };
  } catch (error) {
    return { status: null, error: error instanceof Error ? error.message : String(error) };
  }
}
