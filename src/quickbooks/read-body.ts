/** Reads the body of a response to its end, but never more than a given size: a server cannot make us hold its flood. */

export type BodyRead = { kind: 'text'; text: string } | { kind: 'too_large' } | { kind: 'not_text' };

/** Throws what the stream throws when the connection breaks or the request's signal fires before the end. */
export async function readBody(response: Response, limitBytes: number): Promise<BodyRead> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > limitBytes) {
      await reader.cancel();
      return { kind: 'too_large' };
    }
    chunks.push(value);
  }
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)) };
  } catch {
    return { kind: 'not_text' };
  }
}
