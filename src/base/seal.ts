/**
 * Secrets at rest: AES-256-GCM under ENCRYPTION_KEY. A sealed value names its form and the key that it was sealed under, so
 * that it is known which are still to be sealed anew when the key is changed.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

export interface Seal {
  /** Of the key that is sealed under, and of all that can be opened. */
  keyId: KeyId;
  knownKeyIds: readonly KeyId[];
  seal(text: string): Buffer;
  /** Throws SealBroken when none of the known keys opens it. */
  open(sealed: Uint8Array): string;
}

/** Eight hexadecimal digits that tell keys apart and tell nothing of them. */
export type KeyId = string;

/** Form 1 (until version 0.1) names no key: form, nonce, tag, text. Form 2 has the key's id after its form. */
const form = { withoutKey: 1, withKey: 2 } as const;
const keyIdBytes = 4;

export class SealBroken extends Error {
  constructor() {
    super('A stored secret cannot be read with this ENCRYPTION_KEY. Start with the key that it was stored under.');
    this.name = 'SealBroken';
  }
}

interface Key {
  id: Buffer;
  secret: Buffer;
}

/** Seals under `encryptionKey`; opens what was sealed under it or under one of `formerKeys`. */
export function createSeal(encryptionKey: string, formerKeys: readonly string[] = []): Seal {
  const current = toKey(encryptionKey);
  const keys = [current, ...formerKeys.map(toKey)];
  return {
    keyId: current.id.toString('hex'),
    knownKeyIds: keys.map(({ id }) => id.toString('hex')),
    seal(text) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', current.secret, nonce);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([sealedBeginning(current.id), nonce, cipher.getAuthTag(), body]);
    },
    open(sealed) {
      const bytes = Buffer.from(sealed);
      const named = bytes[0] === form.withKey ? bytes.subarray(1, 1 + keyIdBytes) : null;
      if (named === null && bytes[0] !== form.withoutKey) throw new SealBroken();
      const rest = bytes.subarray(named === null ? 1 : 1 + keyIdBytes);
      for (const key of keys) {
        const text = named === null || named.equals(key.id) ? decrypt(rest, key.secret) : null;
        if (text !== null) return text;
      }
      throw new SealBroken();
    },
  };
}

/** With what each value begins that was sealed under this key. */
export function sealedBeginning(keyId: KeyId | Buffer): Buffer {
  return Buffer.concat([Buffer.from([form.withKey]), typeof keyId === 'string' ? Buffer.from(keyId, 'hex') : keyId]);
}

function toKey(text: string): Key {
  const secret = createHash('sha256').update(text).digest();
  return { secret, id: createHash('sha256').update('tandem key id').update(secret).digest().subarray(0, keyIdBytes) };
}

function decrypt(bytes: Buffer, secret: Buffer): string | null {
  try {
    const decipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(12, 28));
    return decipher.update(bytes.subarray(28), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    return null;
  }
}
