/** Passwords, kept as argon2id hashes (the library's default) with the parameters that OWASP recommends (19 MiB, two passes). */
import { hash, verify } from '@node-rs/argon2';

const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export async function hashPassword(password: string): Promise<string> {
  return hash(password, parameters);
}

/** Of nobody's password: checked when there is no such person, so that the answer takes as long. */
let nobodys: Promise<string> | null = null;

export async function isPassword(password: string, passwordHash: string | null): Promise<boolean> {
  nobodys ??= hashPassword('nobody has this password');
  const matches = await verify(passwordHash ?? (await nobodys), password);
  return matches && passwordHash !== null;
}
