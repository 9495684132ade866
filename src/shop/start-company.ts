/** A company with its owner, who may do everything: the beginning of all else. For `database.system`. */
import { type Id, newId } from '../base/ids.ts';
import type { Tx } from '../db/database.ts';
import { insertEmployee } from '../db/employees.ts';
import { createCompany, type NewCompany } from './create-company.ts';

export interface NewOwner {
  name: string;
  email: string;
  passwordHash: string;
}

export async function startCompany(
  tx: Tx,
  now: Date,
  input: { company: NewCompany; owner: NewOwner },
): Promise<{ companyId: Id; employeeId: Id }> {
  const { company, ownerRoleId } = await createCompany(tx, now, input.company);
  const employeeId = newId();
  await insertEmployee(tx, company.id, {
    ...input.owner,
    id: employeeId,
    roleId: ownerRoleId,
    language: input.company.language,
    active: true,
    createdAt: now,
  });
  return { companyId: company.id, employeeId };
}
