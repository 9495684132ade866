/** Unguessable text for keys, states and secrets. */
import { createHash, randomBytes } from 'node:crypto';

export function secretText(bytes: number): string {
  return randomBytes(bytes).toString('base64url');
}

export function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
