/** An address that tokens and secrets are sent to: https, or plain http to this same machine and nowhere else. */

export class UnsafeEndpoint extends Error {
  override readonly name = 'UnsafeEndpoint';
  constructor(readonly endpoint: string) {
    super(`${JSON.stringify(endpoint)} is not an https address (plain http is allowed to a loopback host only).`);
  }
}

/** Answers the parsed address. Throws UnsafeEndpoint, also for text that is no address or that carries a password. */
export function endpoint(text: string): URL {
  if (!URL.canParse(text)) throw new UnsafeEndpoint('an unreadable address');
  const url = new URL(text);
  const safe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
  if (!safe || url.username !== '' || url.password !== '') throw new UnsafeEndpoint(`${url.protocol}//${url.host}`);
  return url;
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
