/** The second factor of employees: a sealed secret, the codes that were used, and recovery codes by their hashes. */
import type { Id } from '../base/ids.ts';
import type { Reader, Tx } from './database.ts';

export interface TwoFactor {
  email: string;
  passwordHash: string | null;
  /** Sealed; null: none. */
  secret: Buffer | null;
  /** Sealed, and not confirmed yet. */
  pending: Buffer | null;
  since: Date | null;
}

interface Owner {
  companyId: Id;
  employeeId: Id;
}

/** Locked until the transaction ends, so that one code opens one door. */
export async function lockTwoFactor(tx: Tx, { companyId, employeeId }: Owner): Promise<TwoFactor | null> {
  const [row] = await tx<
    {
      email: string;
      password_hash: string | null;
      totp_secret: Buffer | null;
      totp_pending: Buffer | null;
      totp_since: Date | null;
    }[]
  >`
    select email, password_hash, totp_secret, totp_pending, totp_since from employees
    where company_id = ${companyId} and id = ${employeeId} and active for update`;
  if (!row) return null;
  const { email, password_hash: passwordHash, totp_secret: secret, totp_pending: pending, totp_since: since } = row;
  return { email, passwordHash, secret, pending, since };
}

/** Of these employees, who has a second factor. */
export async function haveTwoFactor(reader: Reader, companyId: Id, employeeIds: readonly Id[]): Promise<Set<Id>> {
  const rows = await reader<{ id: Id }[]>`
    select id from employees
    where company_id = ${companyId} and id = any(${employeeIds}::uuid[]) and totp_secret is not null`;
  return new Set(rows.map((row) => row.id));
}

export async function countRecoveryCodes(reader: Reader, { companyId, employeeId }: Owner): Promise<number> {
  const [row] = await reader<{ count: string }[]>`
    select count(*) from recovery_codes
    where company_id = ${companyId} and employee_id = ${employeeId} and used_at is null`;
  return Number(row?.count ?? 0);
}

export async function savePendingSecret(tx: Tx, { companyId, employeeId }: Owner, pending: Buffer): Promise<void> {
  await tx`update employees set totp_pending = ${pending} where company_id = ${companyId} and id = ${employeeId}`;
}

/** What was pending is in use from now on; `step` is that of the code which confirmed it. */
export async function confirmSecret(tx: Tx, owner: Owner, confirmed: { now: Date; step: number }): Promise<void> {
  await tx`
    update employees set totp_secret = totp_pending, totp_pending = null, totp_since = ${confirmed.now},
      totp_last_step = ${confirmed.step}
    where company_id = ${owner.companyId} and id = ${owner.employeeId} and totp_pending is not null`;
}

/** False: this code, or a later one, was used already. */
export async function takeStep(tx: Tx, { companyId, employeeId }: Owner, step: number): Promise<boolean> {
  const used = await tx`
    update employees set totp_last_step = ${step}
    where company_id = ${companyId} and id = ${employeeId} and (totp_last_step is null or totp_last_step < ${step})`;
  return used.count === 1;
}

/** False: there is no such code, or it was used. */
export async function takeRecoveryCode(tx: Tx, owner: Owner, used: { codeHash: Buffer; now: Date }): Promise<boolean> {
  const row = await tx`
    update recovery_codes set used_at = ${used.now}
    where company_id = ${owner.companyId} and employee_id = ${owner.employeeId} and code_hash = ${used.codeHash}
      and used_at is null`;
  return row.count === 1;
}

/** The former ones are void. */
export async function replaceRecoveryCodes(tx: Tx, owner: Owner, hashes: readonly Buffer[]): Promise<void> {
  const { companyId, employeeId } = owner;
  await tx`delete from recovery_codes where company_id = ${companyId} and employee_id = ${employeeId}`;
  const rows = hashes.map((hash) => ({ company_id: companyId, employee_id: employeeId, code_hash: hash }));
  if (rows.length > 0) await tx`insert into recovery_codes ${tx(rows)}`;
}

export async function removeTwoFactor(tx: Tx, owner: Owner): Promise<void> {
  await tx`
    update employees set totp_secret = null, totp_pending = null, totp_since = null, totp_last_step = null
    where company_id = ${owner.companyId} and id = ${owner.employeeId}`;
  await replaceRecoveryCodes(tx, owner, []);
}
