/**
 * GET /api/v1/live: tells open pages that something of their company changed. The process listens to Postgres once,
 * whatever the number of pages, and each page hears of its own company only.
 */
import type { Context } from 'hono';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import type { Id } from '../base/ids.ts';
import { changesChannel } from '../db/looks.ts';
import type { HttpContext } from './context.ts';
import { HttpFault } from './problem.ts';

const heartbeatMs = 20_000;
/** A page opens the stream anew by itself; then its session or key is looked at again. */
const longestMs = 10 * 60_000;
const mostPages = 2000;

export interface LiveFeed {
  /** Answers with a stream for one page of the company. */
  open(raw: Context, companyId: Id): Promise<Response>;
}

/** One open page: `wake` ends its waiting, `changed` says that it has something to tell. */
interface Page {
  companyId: Id;
  changed: boolean;
  wake: () => void;
}

export function createLiveFeed(context: HttpContext): LiveFeed {
  const pages = new Set<Page>();
  let listening: Promise<unknown> | null = null;
  context.closing?.addEventListener('abort', () => {
    for (const page of pages) page.wake();
  });

  async function listen(): Promise<void> {
    listening ??= context.database.listen(changesChannel, (companyId) => {
      for (const page of pages) if (page.companyId === companyId) tell(page);
    });
    try {
      await listening;
    } catch (error) {
      listening = null; // The next page tries again.
      throw error;
    }
  }

  return {
    async open(raw, companyId) {
      if (pages.size >= mostPages) {
        throw new HttpFault(503, 'unavailable', 'Too many pages are open.', { headers: { 'Retry-After': '10' } });
      }
      await listen();
      raw.header('X-Accel-Buffering', 'no');
      return streamSSE(raw, async (stream) => {
        const page: Page = { companyId, changed: false, wake: () => undefined };
        pages.add(page);
        stream.onAbort(() => page.wake());
        try {
          await serve(stream, page, context.closing);
        } finally {
          pages.delete(page);
        }
      });
    },
  };
}

function tell(page: Page): void {
  page.changed = true;
  page.wake();
}

async function serve(stream: SSEStreamingApi, page: Page, closing: AbortSignal | undefined): Promise<void> {
  const until = performance.now() + longestMs;
  await stream.write(': hello\n\n');
  while (!stream.aborted && !closing?.aborted && performance.now() < until) {
    if (page.changed) {
      page.changed = false;
      await stream.writeSSE({ event: 'change', data: '{}' });
    } else if (!(await wokenWithin(heartbeatMs, page))) {
      await stream.write(': still here\n\n');
    }
  }
}

/** True when something happened before the time was up. */
function wokenWithin(milliseconds: number, page: Page): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), milliseconds);
    page.wake = () => {
      clearTimeout(timer);
      resolve(true);
    };
  });
}
