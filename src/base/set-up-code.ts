/**
 * The code with which the first company may be made from the page. It follows from the program's own key, so that all web
 * processes of an installation know the same one and none has to keep it; it opens nothing once there is a company.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { sha256 } from './random.ts';

const groups = 4;
const lettersPerGroup = 4;
/** Without letters that are taken for one another. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

export function setUpCode(encryptionKey: string): string {
  const bytes = createHmac('sha256', encryptionKey).update('tandem set-up code').digest();
  const text = [...bytes.subarray(0, groups * lettersPerGroup)].map((byte) => letters[byte % letters.length]).join('');
  return (text.match(/.{4}/g) ?? []).join('-');
}

/** However it was typed: with or without dashes and spaces, small or large. */
export function isSetUpCode(typed: string, code: string): boolean {
  const plain = (text: string) => sha256(text.toLowerCase().replace(/[^a-z0-9]/g, ''));
  return timingSafeEqual(plain(typed), plain(code));
}
