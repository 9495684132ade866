/** Secrets at rest: AES-256-GCM under ENCRYPTION_KEY. A sealed value names its form, so that a later one can be told apart. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

export interface Seal {
  seal(text: string): Buffer;
  open(sealed: Uint8Array): string;
}

const form = 1;

export class SealBroken extends Error {
  constructor() {
    super('A stored secret cannot be read with this ENCRYPTION_KEY. Start with the key that it was stored under.');
    this.name = 'SealBroken';
  }
}

export function createSeal(encryptionKey: string): Seal {
  const key = createHash('sha256').update(encryptionKey).digest();
  return {
    seal(text) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.from([form]), nonce, cipher.getAuthTag(), body]);
    },
    open(sealed) {
      try {
        const bytes = Buffer.from(sealed);
        if (bytes[0] !== form) throw new SealBroken();
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1, 13));
        decipher.setAuthTag(bytes.subarray(13, 29));
        return decipher.update(bytes.subarray(29), undefined, 'utf8') + decipher.final('utf8');
      } catch {
        throw new SealBroken();
      }
    },
  };
}
