/** The table employees. A password is only ever here as its argon2id hash. */
import type { Id } from '../base/ids.ts';
import type { Language } from '../domain/company.ts';
import type { Employee } from '../domain/people.ts';
import { duplicate } from '../domain/refused.ts';
import type { Reader, Tx } from './database.ts';
import { isViolationOf } from './violations.ts';

interface EmployeeRow {
  id: Id;
  email: string;
  name: string;
  role_id: Id;
  language: Language;
  active: boolean;
}

/** All employees of the company, in the order in which they came. */
export async function allEmployees(reader: Reader, companyId: Id): Promise<Employee[]> {
  const rows = await reader<EmployeeRow[]>`
    select id, email, name, role_id, language, active from employees where company_id = ${companyId} order by id`;
  return rows.map(toEmployee);
}

export interface Credentials {
  companyId: Id;
  employeeId: Id;
  passwordHash: string | null;
}

/** For signing in: an e-mail belongs to one employee of one company. */
export async function findCredentials(tx: Tx, email: string): Promise<Credentials | null> {
  const [row] = await tx<{ company_id: Id; id: Id; password_hash: string | null }[]>`
    select company_id, id, password_hash from employees where lower(email) = lower(${email}) and active`;
  return row ? { companyId: row.company_id, employeeId: row.id, passwordHash: row.password_hash } : null;
}

export async function insertEmployee(
  tx: Tx,
  companyId: Id,
  employee: Employee & { passwordHash: string | null; createdAt: Date },
): Promise<void> {
  await refuseTakenEmail(tx`
    insert into employees (company_id, id, email, name, role_id, language, password_hash, active, created_at)
    values (${companyId}, ${employee.id}, ${employee.email}, ${employee.name}, ${employee.roleId},
      ${employee.language}, ${employee.passwordHash}, ${employee.active}, ${employee.createdAt})`);
}

/** `passwordHash` null leaves the password as it is. */
export async function updateEmployee(
  tx: Tx,
  companyId: Id,
  employee: Employee & { passwordHash: string | null },
): Promise<void> {
  await refuseTakenEmail(tx`
    update employees set email = ${employee.email}, name = ${employee.name}, role_id = ${employee.roleId},
      language = ${employee.language}, active = ${employee.active},
      password_hash = coalesce(${employee.passwordHash}, password_hash)
    where company_id = ${companyId} and id = ${employee.id}`);
}

async function refuseTakenEmail(statement: Promise<unknown>): Promise<void> {
  try {
    await statement;
  } catch (error) {
    if (!isViolationOf(error, 'employees_email')) throw error;
    throw duplicate('email', 'Someone already signs in with this e-mail.');
  }
}

function toEmployee(row: EmployeeRow): Employee {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    roleId: row.role_id,
    language: row.language,
    active: row.active,
  };
}
