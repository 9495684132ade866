/**
 * Queues the e-mails that facts call for: a connection that ends or was lost, an endpoint that was switched off. Each
 * notice and its e-mails are stored together, so each is told once.
 */
import { loadCompany } from '../db/companies.ts';
import type { Tx } from '../db/database.ts';
import { allEmployees } from '../db/employees.ts';
import { queueMails } from '../db/mails.ts';
import {
  type DisabledEndpoint,
  disabledEndpoints,
  type EndingConnection,
  endingConnections,
  lostConnections,
  type Notice,
  takeNotice,
} from '../db/notices.ts';
import { allRoles } from '../db/roles.ts';
import type { Company } from '../domain/company.ts';
import { type Employee, ownerRole, type Role } from '../domain/people.ts';
import { type MailFacts, writeMail } from '../telling/write-mail.ts';
import type { TellingContext } from './telling-context.ts';

const noticesAtOnce = 100;
const dayMs = 24 * 60 * 60_000;

/** Answers how many notices were taken up. */
export async function queueNotices(context: TellingContext): Promise<number> {
  const now = context.clock.now();
  const found = await context.database.system(async (tx) => ({
    ending: await endingConnections(tx, { now, limit: noticesAtOnce }),
    lost: await lostConnections(tx, noticesAtOnce),
    disabled: await disabledEndpoints(tx, noticesAtOnce),
  }));
  for (const notice of [...found.ending, ...found.lost]) await queueForConnection(context, notice, now);
  for (const notice of found.disabled) await queueForEndpoint(context, notice, now);
  return found.ending.length + found.lost.length + found.disabled.length;
}

/** To whoever may connect again. */
async function queueForConnection(context: TellingContext, notice: EndingConnection, now: Date): Promise<void> {
  const { books, fact, kind } = notice;
  const days = Math.max(1, Math.ceil((fact.getTime() - now.getTime()) / dayMs));
  await queue(context, notice, now, {
    mayRead: (role) => role.permissions.includes('integrations'),
    facts: kind === 'connection_ending' ? { kind, books, endsAt: fact, days } : { kind: 'connection_lost', books },
  });
}

/** To the owners. */
async function queueForEndpoint(context: TellingContext, notice: DisabledEndpoint, now: Date): Promise<void> {
  const { url, reason, since } = notice;
  await queue(context, notice, now, {
    mayRead: (role, roles) => role.id === ownerRole(roles)?.id,
    facts: { kind: 'webhook_disabled', url, reason, since },
  });
}

type FactsOfKind<Facts> = Facts extends MailFacts ? Omit<Facts, 'company' | 'timeZone' | 'publicUrl'> : never;

interface Told {
  mayRead(role: Role, roles: readonly Role[]): boolean;
  facts: FactsOfKind<MailFacts>;
}

async function queue(context: TellingContext, notice: Notice, now: Date, told: Told): Promise<void> {
  const { companyId } = notice;
  await context.database.write(companyId, async (tx) => {
    if (!(await takeNotice(tx, notice))) return;
    const company = await loadCompany(tx, companyId);
    const readers = await employeesWhere(tx, companyId, told.mayRead);
    const mails = readers.map((employee) => mailTo(employee, { context, company, facts: told.facts }));
    await queueMails(tx, companyId, mails, now);
  });
}

export function mailTo(
  employee: Employee,
  about: { context: TellingContext; company: Company; facts: FactsOfKind<MailFacts> },
) {
  const { company, context, facts } = about;
  const { publicUrl } = context;
  const written = writeMail({ ...facts, company: company.name, timeZone: company.timeZone, publicUrl }, employee);
  return { ...written, employeeId: employee.id, recipient: employee.email, kind: facts.kind };
}

/** Active employees whose role fits. */
export async function employeesWhere(tx: Tx, companyId: string, fits: Told['mayRead']): Promise<Employee[]> {
  const roles = await allRoles(tx, companyId);
  const fitting = new Set(roles.filter((role) => fits(role, roles)).map((role) => role.id));
  const employees = await allEmployees(tx, companyId);
  return employees.filter((employee) => employee.active && fitting.has(employee.roleId));
}
