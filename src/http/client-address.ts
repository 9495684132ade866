/** Where a request comes from: the socket's address, or what one's own proxy says of it. */
import type { Context } from 'hono';

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

export function clientAddress(raw: Context, trustProxy: boolean): string {
  if (trustProxy) {
    // The last one is what the own proxy added; those before it are what the client claims.
    const forwarded = raw.req.header('x-forwarded-for')?.split(',').at(-1)?.trim();
    if (forwarded) return forwarded;
  }
  return socketAddress(raw) ?? 'unknown';
}

/** From this machine itself, and not passed on by a proxy that runs on it. */
export function isFromLoopback(raw: Context): boolean {
  const forwarded = raw.req.header('x-forwarded-for') ?? raw.req.header('forwarded');
  return forwarded === undefined && loopback.has(socketAddress(raw) ?? '');
}

function socketAddress(raw: Context): string | undefined {
  // The bindings of @hono/node-server; absent when the app is called without a server.
  const bindings = raw.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined;
  return bindings?.incoming?.socket?.remoteAddress;
}

/** For the audit log. */
export function requestOrigin(raw: Context, { trustProxy }: { trustProxy: boolean }) {
  return { address: clientAddress(raw, trustProxy), requestId: raw.get('requestId') };
}
