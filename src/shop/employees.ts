/** Employees: they come, change and leave. Someone can always get at the settings, and who left is signed out. */
import { type Id, newId } from '../base/ids.ts';
import { merge, type Patch } from '../base/merge.ts';
import { loadCompany } from '../db/companies.ts';
import type { Tx } from '../db/database.ts';
import { allEmployees, insertEmployee, updateEmployee } from '../db/employees.ts';
import { lockCompany } from '../db/lock-row.ts';
import { notifyChange } from '../db/looks.ts';
import { removeSessionsOf } from '../db/sessions.ts';
import type { Language } from '../domain/company.ts';
import type { Employee } from '../domain/people.ts';
import { notFound } from '../domain/refused.ts';
import type { CommandContext } from './command.ts';
import { grantableRole } from './may-grant.ts';
import { hashPassword } from './passwords.ts';
import { checkSomeoneRules } from './someone-rules.ts';

export interface EmployeeWrite {
  email: string;
  name: string;
  roleId: Id;
  language?: Language | undefined;
  active?: boolean | undefined;
  password?: string | undefined;
}

export async function createEmployee(tx: Tx, context: CommandContext, input: EmployeeWrite): Promise<Employee> {
  const passwordHash = input.password === undefined ? null : await hashPassword(input.password);
  const company = await loadCompany(tx, context.companyId);
  const employee: Employee = {
    id: newId(),
    email: input.email,
    name: input.name,
    roleId: (await grantableRole(tx, context, input.roleId)).id,
    language: input.language ?? company.language,
    active: input.active ?? true,
  };
  await insertEmployee(tx, context.companyId, { ...employee, passwordHash, createdAt: context.now });
  await notifyChange(tx, context.companyId);
  return employee;
}

export async function changeEmployee(
  tx: Tx,
  context: CommandContext,
  id: Id,
  patch: Patch<EmployeeWrite>,
): Promise<Employee> {
  const { password, ...fields } = patch;
  const passwordHash = password === undefined ? null : await hashPassword(password);
  const before = await employeeToChange(tx, context, id);
  // Whoever may less than a person may not take that person's place by a new password or e-mail either.
  await grantableRole(tx, context, before.roleId);
  const after = merge<Employee>(before, fields);
  if (fields.roleId !== undefined) after.roleId = (await grantableRole(tx, context, fields.roleId)).id;
  await updateEmployee(tx, context.companyId, { ...after, passwordHash });
  await checkSomeoneRules(tx, context);
  if (passwordHash !== null || !after.active) await removeSessionsOf(tx, context.companyId, after.id);
  await notifyChange(tx, context.companyId);
  return after;
}

/** Everyone reads in a language of their own choice; the other fields are for those who may change the settings. */
export async function changeOwnLanguage(
  tx: Tx,
  context: CommandContext,
  { employeeId, language }: { employeeId: Id; language: Language },
): Promise<void> {
  const before = await employeeToChange(tx, context, employeeId);
  await updateEmployee(tx, context.companyId, { ...before, language, passwordHash: null });
  await notifyChange(tx, context.companyId);
}

/** An employee is never deleted: events tell what they did. */
export async function deleteEmployee(tx: Tx, context: CommandContext, id: Id): Promise<void> {
  await changeEmployee(tx, context, id, { active: false });
}

async function employeeToChange(tx: Tx, context: CommandContext, id: Id): Promise<Employee> {
  await lockCompany(tx, context.companyId);
  const employee = (await allEmployees(tx, context.companyId)).find((candidate) => candidate.id === id.toLowerCase());
  if (!employee) throw notFound('employee');
  return employee;
}
