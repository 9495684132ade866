/**
 * The second factor of an employee: begun with the password, in use once a code has confirmed it, then asked for at each
 * sign-in. A code opens once; ten recovery codes do too.
 */
import type { Id } from '../base/ids.ts';
import type { Seal } from '../base/seal.ts';
import { loadCompany } from '../db/companies.ts';
import type { Tx } from '../db/database.ts';
import { allEmployees } from '../db/employees.ts';
import { notifyChange } from '../db/looks.ts';
import { removeSessionsOf } from '../db/sessions.ts';
import {
  confirmSecret,
  lockTwoFactor,
  removeTwoFactor,
  replaceRecoveryCodes,
  savePendingSecret,
  type TwoFactor,
  takeRecoveryCode,
  takeStep,
} from '../db/two-factor.ts';
import { invalid, notFound, Refused } from '../domain/refused.ts';
import { audit } from './audit.ts';
import type { CommandContext } from './command.ts';
import { grantableRole } from './may-grant.ts';
import { newRecoveryCodes, newTotpSecret, recoveryCodeHash, totpStep, totpUri } from './one-time-codes.ts';
import { isPassword } from './passwords.ts';

/** Answers the secret, for an app that cannot read the QR code, and the address in the QR code. Nothing is in use yet. */
export async function beginTwoFactor(
  tx: Tx,
  context: CommandContext,
  of: { employeeId: Id; password: string; seal: Seal },
): Promise<{ secret: string; uri: string }> {
  const own = await ownTwoFactor(tx, context, of);
  if (own.secret !== null) throw new Refused('conflict', 'You have a second factor already. Remove it first.');
  const secret = newTotpSecret();
  await savePendingSecret(tx, ownerOf(context, of.employeeId), of.seal.seal(secret));
  const { name } = await loadCompany(tx, context.companyId);
  return { secret, uri: totpUri({ secret, issuer: `Tandem ${name}`, label: own.email }) };
}

/** Answers the recovery codes, which are shown this once. */
export async function confirmTwoFactor(
  tx: Tx,
  context: CommandContext,
  of: { employeeId: Id; code: string; seal: Seal },
): Promise<string[]> {
  const owner = ownerOf(context, of.employeeId);
  const own = await lockTwoFactor(tx, owner);
  if (!own?.pending) throw new Refused('conflict', 'There is no second factor to confirm. Begin again.');
  const step = totpStep({ secret: of.seal.open(own.pending), code: of.code, now: context.now });
  if (step === null)
    throw invalid('code', 'This code is not right. Check the time of your phone, and try the next one.');
  await confirmSecret(tx, owner, { now: context.now, step });
  await audit(tx, context, { action: 'two_factor.added', subject: selfOf(context) });
  return giveRecoveryCodes(tx, context, of.employeeId);
}

export async function renewRecoveryCodes(
  tx: Tx,
  context: CommandContext,
  of: { employeeId: Id; password: string },
): Promise<string[]> {
  const own = await ownTwoFactor(tx, context, of);
  if (own.secret === null) throw new Refused('conflict', 'You have no second factor.');
  await audit(tx, context, { action: 'two_factor.recovery_codes_renewed', subject: selfOf(context) });
  return giveRecoveryCodes(tx, context, of.employeeId);
}

export async function removeOwnTwoFactor(
  tx: Tx,
  context: CommandContext,
  of: { employeeId: Id; password: string },
): Promise<void> {
  await ownTwoFactor(tx, context, of);
  await removeTwoFactor(tx, ownerOf(context, of.employeeId));
  await audit(tx, context, { action: 'two_factor.removed', subject: selfOf(context) });
  await notifyChange(tx, context.companyId);
}

/** For who has lost the phone and the recovery codes: someone who may as much lets them in with the password alone. */
export async function resetTwoFactor(tx: Tx, context: CommandContext, employeeId: Id): Promise<void> {
  const employees = await allEmployees(tx, context.companyId);
  const employee = employees.find((candidate) => candidate.id === employeeId.toLowerCase());
  if (!employee) throw notFound('employee');
  await grantableRole(tx, context, employee.roleId);
  await removeTwoFactor(tx, ownerOf(context, employee.id));
  // Whoever may have come in meanwhile is out.
  await removeSessionsOf(tx, context.companyId, employee.id);
  const subject = { type: 'employee', id: employee.id, name: employee.name };
  await audit(tx, context, { action: 'two_factor.reset', subject });
  await notifyChange(tx, context.companyId);
}

export type SecondFactor = 'passed' | 'not_needed' | 'missing' | 'wrong';

/** In the transaction that opens the session: a code that passes is used up by it. */
export async function passSecondFactor(
  tx: Tx,
  of: { companyId: Id; employeeId: Id; code: string | null; seal: Seal; now: Date },
): Promise<SecondFactor> {
  const own = await lockTwoFactor(tx, of);
  if (!own?.secret) return 'not_needed';
  if (of.code === null) return 'missing';
  const step = totpStep({ secret: of.seal.open(own.secret), code: of.code, now: of.now });
  if (step !== null) return (await takeStep(tx, of, step)) ? 'passed' : 'wrong';
  const used = await takeRecoveryCode(tx, of, { codeHash: recoveryCodeHash(of.code), now: of.now });
  return used ? 'passed' : 'wrong';
}

async function giveRecoveryCodes(tx: Tx, context: CommandContext, employeeId: Id): Promise<string[]> {
  const codes = newRecoveryCodes();
  await replaceRecoveryCodes(tx, ownerOf(context, employeeId), codes.map(recoveryCodeHash));
  await notifyChange(tx, context.companyId);
  return codes;
}

/** The password is asked for again: a session that was left open must not be enough. */
async function ownTwoFactor(
  tx: Tx,
  context: CommandContext,
  of: { employeeId: Id; password: string },
): Promise<TwoFactor> {
  const own = await lockTwoFactor(tx, ownerOf(context, of.employeeId));
  if (!own) throw notFound('employee');
  if (!(await isPassword(of.password, own.passwordHash))) throw invalid('password', 'The password is wrong.');
  return own;
}

function ownerOf({ companyId }: CommandContext, employeeId: Id) {
  return { companyId, employeeId };
}

function selfOf({ actor }: CommandContext) {
  return { type: 'employee', id: 'id' in actor ? actor.id : null, name: actor.name };
}
