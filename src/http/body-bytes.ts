/**
 * The body of a request as it came, up to a limit. One that is too large is still read to a point, so that a sender who
 * reads no answer before all is sent hears why.
 */
import type { Context } from 'hono';
import { HttpFault } from './problem.ts';

const largestBodyBytes = 1024 * 1024;
const mostDrainedBytes = 16 * 1024 * 1024;

export async function bodyBytes(raw: Context): Promise<Uint8Array> {
  if (Number(raw.req.header('content-length') ?? 0) > mostDrainedBytes) throw tooLarge();
  const { body } = raw.req.raw;
  if (body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader = body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    bytes += next.value.byteLength;
    if (bytes > mostDrainedBytes) throw tooLarge();
    if (bytes <= largestBodyBytes) chunks.push(next.value);
  }
  if (bytes > largestBodyBytes) throw tooLarge();
  return Buffer.concat(chunks);
}

function tooLarge(): HttpFault {
  return new HttpFault(413, 'too_large', 'A request has at most 1 MB.', { headers: { Connection: 'close' } });
}
