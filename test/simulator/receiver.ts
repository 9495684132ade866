/** A place that webhooks go to in tests: remembers what came, answers what it is told. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Loose } from './kit.ts';

export interface Receiver {
  url: string;
  received: { headers: Record<string, string | string[] | undefined>; text: string; body: Loose }[];
  /** Statuses of the next answers; then 200. */
  answers: number[];
}

export async function startReceiver(): Promise<Receiver> {
  const receiver: Receiver = { url: '', received: [], answers: [] };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      receiver.received.push({ headers: request.headers, text, body: JSON.parse(text) });
      response.writeHead(receiver.answers.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`;
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return receiver;
}

/** `entity.verb id` of all events that arrived, in order, from either format. */
export function arrived(receiver: Receiver): string[] {
  return receiver.received.flatMap(({ body }) =>
    Array.isArray(body)
      ? body.map((event: Loose) => `${event.type} ${event.intuitentityid}`)
      : body.eventNotifications.flatMap(({ dataChangeEvent }: Loose) =>
          dataChangeEvent.entities.map((event: Loose) => `${event.name}.${event.operation} ${event.id}`),
        ),
  );
}
