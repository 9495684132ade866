/** A customer's program that takes webhooks: a real HTTP server that keeps what it got and answers as a test wishes. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';

export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  event: { id: string; type: string; timestamp: string; companyId: string; data: Record<string, never> };
}

export interface Receiver {
  url: string;
  received: Received[];
  types(): string[];
  /** What it answers from now on; null: nothing at all. */
  answer: { status: number; body?: string; headers?: Record<string, string> } | null;
  close(): void;
}

export async function startReceiver(): Promise<Receiver> {
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const path = request.url ?? '';
    receiver.received.push({ path, headers: request.headers, body, event: JSON.parse(body) });
    if (receiver.answer === null) return;
    response.writeHead(receiver.answer.status, receiver.answer.headers);
    response.end(receiver.answer.body ?? '');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const receiver: Receiver = {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    received: [],
    types: () => receiver.received.map(({ event }) => event.type),
    answer: { status: 204 },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
  return receiver;
}
