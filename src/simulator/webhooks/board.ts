/**
 * When webhooks go out: events become deliveries, deliveries are attempted, faults on demand make them late, doubled, reordered
 * or lost. Invariant: nothing is sent inside the request that caused it; one pass runs at a time.
 */
import { z } from 'zod';
import type { Clock } from '../../base/clock.ts';
import { patchSchema } from '../patch-schema.ts';
import type { Store } from '../state/store.ts';
import { attemptDelivery, createDelivery, openDeliveries } from './delivery.ts';
import { type BooksEvent, saveEvent, waitingEvents } from './event.ts';
import { signature, webhookBody } from './payload.ts';

export const webhookSettingsSchema = z.strictObject({
  url: z.string().nullable().default(null),
  format: z.enum(['cloudevents', 'classic']).default('cloudevents'),
  contentType: z.enum(['application/json', 'application/cloudevents+json']).default('application/json'),
  /** One POST may hold events of several companies. */
  severalCompanies: z.boolean().default(false),
  maxEvents: z.number().int().positive().max(1_000).default(100),
  /** While a delivery of a company is unanswered its later events are withheld. */
  inOrder: z.boolean().default(false),
  /** Only companies with a live connection are heard. */
  onlyConnected: z.boolean().default(true),
});

export type WebhookSettings = z.infer<typeof webhookSettingsSchema>;

export const webhookSettingsPatchSchema = patchSchema<WebhookSettings>(webhookSettingsSchema);

export const webhookFaultSchema = z.strictObject({
  kind: z.enum(['late', 'doubled', 'reordered', 'lost']),
  /** How many of the next events it hits; for `reordered`: how many of the next passes. */
  count: z.number().int().positive().default(1),
  /** For `late`, by the simulator's clock. */
  delayMs: z.number().int().positive().default(60_000),
});

export type WebhookFault = z.infer<typeof webhookFaultSchema>;
export type WebhookFaultInput = z.input<typeof webhookFaultSchema>;

export interface WebhookBoard {
  settings(): WebhookSettings;
  configure(patch: Partial<WebhookSettings>): void;
  faults(): WebhookFault[];
  addFault(fault: WebhookFaultInput): void;
  clearFaults(): void;
  flush(): Promise<{ delivered: number; failed: number }>;
  /** Starts sending by itself, soon after each commit. */
  start(): void;
  stop(): Promise<void>;
}

export interface BoardOptions {
  store: Store;
  clock: Clock;
  verifierToken: string;
  isConnected: (realmId: string) => boolean;
}

const soonMs = 25;
const lookAgainMs = 500;

export function createWebhookBoard(options: BoardOptions): WebhookBoard {
  const { store, clock } = options;
  const stopping = new AbortController();
  const faults = createFaults();
  let running: Promise<unknown> = Promise.resolve();
  let soon: NodeJS.Timeout | undefined;
  let regular: NodeJS.Timeout | undefined;

  const settings = () => webhookSettingsSchema.parse(store.get('settings', 'webhooks') ?? {});
  const pass = async (): Promise<{ delivered: number; failed: number }> => {
    store.transact(() => packEvents(options, { settings: settings(), takeFault: faults.take }));
    const result = { delivered: 0, failed: 0 };
    for (const delivery of openDeliveries(store)) {
      if (delivery.nextAt > clock.now().getTime() || stopping.signal.aborted) continue;
      const sent = await attemptDelivery(store, delivery, {
        signature: signature(delivery.body, options.verifierToken),
        now: () => clock.now(),
        abort: stopping.signal,
      });
      result[sent ? 'delivered' : 'failed'] += 1;
    }
    return result;
  };
  const flush = (): Promise<{ delivered: number; failed: number }> => {
    const next = running.then(pass, pass);
    running = next;
    return next;
  };
  const flushIfDue = (): void => {
    soon = undefined;
    if (waitingEvents(store).length > 0 || openDeliveries(store).length > 0) void flush();
  };

  return {
    settings,
    configure: (patch) =>
      store.transact(() => store.put('settings', 'webhooks', webhookSettingsSchema.parse({ ...settings(), ...patch }))),
    faults: faults.list,
    addFault: faults.add,
    clearFaults: faults.clear,
    flush,
    start: () => {
      store.onCommit(() => {
        if (!stopping.signal.aborted) soon ??= setTimeout(flushIfDue, soonMs).unref();
      });
      regular = setInterval(flushIfDue, lookAgainMs).unref();
    },
    stop: async () => {
      stopping.abort();
      clearTimeout(soon);
      clearInterval(regular);
      await running.catch(() => undefined);
    },
  };
}

function createFaults() {
  let faults: WebhookFault[] = [];
  return {
    list: (): WebhookFault[] => faults.map((fault) => ({ ...fault })),
    add: (fault: WebhookFaultInput): void => void faults.push(webhookFaultSchema.parse(fault)),
    clear: (): void => {
      faults = [];
    },
    /** The fault that hits next, used up by one. */
    take: (kind: WebhookFault['kind']): WebhookFault | undefined => {
      const fault = faults.find((candidate) => candidate.kind === kind);
      if (!fault) return undefined;
      fault.count -= 1;
      faults = faults.filter((candidate) => candidate.count > 0);
      return fault;
    },
  };
}

interface Packing {
  settings: WebhookSettings;
  takeFault(kind: WebhookFault['kind']): WebhookFault | undefined;
}

/** Makes deliveries of the events that are due. */
function packEvents(options: BoardOptions, { settings, takeFault }: Packing): void {
  const { store } = options;
  const now = options.clock.now().getTime();
  const withheld = new Set(settings.inOrder ? openDeliveries(store).flatMap((delivery) => delivery.realmIds) : []);
  const due = waitingEvents(store).filter((event) => event.notBefore <= now && !withheld.has(event.realmId));
  const heard = due.filter((event) => {
    const state = fateOf(options, event, { settings, takeFault });
    if (state === 'waiting') return false;
    saveEvent(store, { ...event, state });
    return state === 'sent';
  });
  if (heard.length === 0 || settings.url === null) return;
  const again = heard.filter(() => takeFault('doubled') !== undefined);
  const reordered = takeFault('reordered') !== undefined;
  const ordered = reordered ? heard.toReversed() : heard;
  const notes = reordered ? ['reordered'] : [];
  for (const events of groups(ordered, settings)) post(options, { events, settings, notes });
  for (const events of groups(again, settings)) post(options, { events, settings, notes: ['doubled'] });
}

function fateOf(options: BoardOptions, event: BooksEvent, { settings, takeFault }: Packing): BooksEvent['state'] {
  const unheard = settings.url === null || (settings.onlyConnected && !options.isConnected(event.realmId));
  if (unheard) return 'unheard';
  if (takeFault('lost')) return 'lost';
  const onTime = event.notBefore === event.at;
  const late = onTime ? takeFault('late') : undefined;
  if (!late) return 'sent';
  saveEvent(options.store, { ...event, notBefore: options.clock.now().getTime() + late.delayMs });
  return 'waiting';
}

function groups(events: readonly BooksEvent[], settings: WebhookSettings): BooksEvent[][] {
  const byCompany = settings.severalCompanies
    ? [events]
    : [...new Set(events.map((event) => event.realmId))].map((realm) =>
        events.filter((event) => event.realmId === realm),
      );
  return byCompany.flatMap((group) => {
    const chunks: BooksEvent[][] = [];
    for (let at = 0; at < group.length; at += settings.maxEvents) chunks.push(group.slice(at, at + settings.maxEvents));
    return chunks;
  });
}

function post(
  { store, clock }: BoardOptions,
  { events, settings, notes }: { events: BooksEvent[]; settings: WebhookSettings; notes: string[] },
): void {
  createDelivery(store, {
    url: settings.url ?? '',
    contentType: settings.contentType,
    body: webhookBody(store, events, settings.format),
    realmIds: [...new Set(events.map((event) => event.realmId))],
    eventSeqs: events.map((event) => event.seq),
    nextAt: clock.now().getTime(),
    notes,
  });
}
