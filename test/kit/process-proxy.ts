/** Stands between the program and QuickBooks: can stop a request before it gets there, or its answer before it gets back. */

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

export interface Held {
  /** The request has come this far. */
  reached: Promise<void>;
  /** It goes on. Without this it ends with its sender. */
  release(): void;
}

export interface BooksProxy {
  url: string;
  /** `arrived`: QuickBooks has not seen it. `answered`: QuickBooks has done it, and the answer is on its way. */
  holdNext(next: { matches: (request: Passing) => boolean; at: 'arrived' | 'answered' }): Held;
  stop(): Promise<void>;
}

export interface Passing {
  method: string;
  path: string;
  body: string;
}

interface Hold {
  matches: (request: Passing) => boolean;
  at: 'arrived' | 'answered';
  reach(): void;
  released: Promise<void>;
}

export async function startProxy(target: string): Promise<BooksProxy> {
  const holds: Hold[] = [];
  const server = createServer((request, response) => void pass(request, response).catch(() => response.destroy()));

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const gone = once(response, 'close').then(() => 'gone' as const);
    const url = new URL(request.url ?? '/', target);
    const passing = { method: request.method ?? 'GET', path: url.pathname, body };
    const at = holds.findIndex((hold) => hold.matches(passing));
    const [hold] = at < 0 ? [] : holds.splice(at, 1);
    const stopAt = async (place: Hold['at']): Promise<boolean> => {
      if (hold?.at !== place) return false;
      hold.reach();
      return (await Promise.race([hold.released, gone])) === 'gone';
    };
    if (await stopAt('arrived')) return;
    const answer = await fetch(url, {
      method: passing.method,
      headers: kept(request.headers),
      ...(body === '' ? {} : { body }),
    });
    const answered = await answer.text();
    if (await stopAt('answered')) return;
    response.writeHead(answer.status, kept(Object.fromEntries(answer.headers)));
    response.end(answered);
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    holdNext({ matches, at }) {
      const reached = signal();
      const released = signal();
      holds.push({ matches, at, reach: reached.give, released: released.given });
      return { reached: reached.given, release: released.give };
    },
    async stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

const ofOneHop = new Set(['connection', 'content-length', 'host', 'keep-alive', 'transfer-encoding']);

function kept(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  const entries = Object.entries(headers).filter(([name]) => !ofOneHop.has(name));
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}

function signal(): { given: Promise<void>; give(): void } {
  let give = () => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give: () => give() };
}
