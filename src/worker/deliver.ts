/**
 * Tells others, in a loop of its own beside the sync: sends what waits in the outboxes, and queues the e-mails that facts
 * call for. Woken by a notification, and by a look around once a second for what is tried again or was notified in vain.
 */
import { tellingChannel } from '../db/outbox.ts';
import { deliverMails } from './deliver-mails.ts';
import { createWebhookDelivery } from './deliver-webhooks.ts';
import { queueDigests } from './queue-digests.ts';
import { queueNotices } from './queue-notices.ts';
import type { TellingContext } from './telling-context.ts';

export interface Delivery {
  /** Starts delivering in the background. */
  start(): Promise<void>;
  /** Queues and delivers all that is due now; answers how many deliveries were tried. */
  deliverDue(): Promise<number>;
  /** Stops claiming, and waits for what is being sent. */
  stop(): Promise<void>;
}

const pollMs = 1000;
const noticesEveryMs = 60_000;

export function createDelivery(context: TellingContext): Delivery {
  const { clock, database, log, smtp } = context;
  const webhooks = createWebhookDelivery(context, () => timer && wake());
  let timer: NodeJS.Timeout | null = null;
  let unlisten: (() => Promise<void>) | null = null;
  let looking: Promise<void> | null = null;
  let mailing: Promise<void> | null = null;
  let again = false;
  let stopped = false;
  let noticesAt = 0;

  /** All notices that there are: each takes a part at a time. */
  async function queueAll(): Promise<void> {
    if (!smtp) return;
    while ((await queueNotices(context)) > 0 && !stopped);
    while ((await queueDigests(context)) > 0 && !stopped);
  }

  /** Not waited for: a mail server that does not answer must not hold up the webhooks. */
  function sendMails(): void {
    if (!smtp) return;
    mailing ??= (async () => {
      while ((await deliverMails(context, smtp)) > 0 && !stopped);
    })()
      .catch((error) => log.error({ err: error }, 'e-mails could not be delivered'))
      .finally(() => {
        mailing = null;
      });
  }

  async function lookAround(): Promise<void> {
    await webhooks.begin();
    sendMails();
    const now = clock.now().getTime();
    if (now >= noticesAt) {
      noticesAt = now + noticesEveryMs;
      await queueAll();
    }
  }

  /** One look around at a time; a wish during it causes another one. */
  function wake(): void {
    if (stopped) return;
    again = true;
    looking ??= (async () => {
      while (again && !stopped) {
        again = false;
        await lookAround().catch((error) => log.error({ err: error }, 'what is to be told could not be looked for'));
      }
    })().finally(() => {
      looking = null;
    });
  }

  return {
    async start() {
      unlisten = await database.listen(tellingChannel, wake);
      timer = setInterval(wake, pollMs);
      wake();
    },

    async deliverDue() {
      await queueAll();
      let tried = 0;
      for (;;) {
        const begun = await webhooks.begin();
        await webhooks.settled();
        const mailed = smtp ? await deliverMails(context, smtp) : 0;
        if (begun + mailed === 0) return tried;
        tried += begun + mailed;
      }
    },

    async stop() {
      stopped = true;
      if (timer) clearInterval(timer);
      timer = null;
      webhooks.stop();
      await unlisten?.();
      await looking;
      await mailing;
      await webhooks.settled();
    },
  };
}
