/** Codes of authenticator apps (RFC 6238: SHA-1, six digits, half a minute, as all apps know them) and recovery codes. */
import { randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { sha256 } from '../base/random.ts';

const secretBytes = 20;
const periodSeconds = 30;
/** A clock that is half a minute off is forgiven. */
const window = 1;
const recoveryCodeCount = 10;
const recoveryCharacters = 16;
/** Without characters that are taken for one another. */
const recoveryAlphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

export function newTotpSecret(): string {
  return new Secret({ size: secretBytes }).base32;
}

/** What the app reads as a QR code: `otpauth://totp/...`. */
export function totpUri(of: { secret: string; issuer: string; label: string }): string {
  // A colon parts the two in the app's list.
  const plain = (text: string) => text.replaceAll(':', ' ').trim();
  return totp(of.secret, { issuer: plain(of.issuer), label: plain(of.label) }).toString();
}

/** The half minute that the code belongs to; null: it is not right. */
export function totpStep(of: { secret: string; code: string; now: Date }): number | null {
  const code = of.code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(code)) return null;
  const timestamp = of.now.getTime();
  const delta = totp(of.secret).validate({ token: code, timestamp, window });
  return delta === null ? null : Math.floor(timestamp / 1000 / periodSeconds) + delta;
}

function totp(secret: string, names: { issuer?: string; label?: string } = {}): TOTP {
  return new TOTP({
    ...names,
    secret: Secret.fromBase32(secret),
    algorithm: 'SHA1',
    digits: 6,
    period: periodSeconds,
  });
}

/** Ten codes of 79 bits, like `abcd-efgh-jkmn-pqrs`. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: recoveryCodeCount }, () => {
    const characters = Array.from(
      { length: recoveryCharacters },
      () => recoveryAlphabet[randomInt(recoveryAlphabet.length)],
    );
    return (characters.join('').match(/.{4}/g) ?? []).join('-');
  });
}

/** However it was typed: with or without dashes and spaces, small or large. */
export function recoveryCodeHash(typed: string): Buffer {
  return sha256(typed.toLowerCase().replace(/[^a-z0-9]/g, ''));
}
