/** /employees */

import type { Id } from '../../base/ids.ts';
import { pageQuery } from '../../contract/common.ts';
import { employee, employeePatch, employeeWrite } from '../../contract/people.ts';
import type { Reader } from '../../db/database.ts';
import { allEmployees } from '../../db/employees.ts';
import { haveTwoFactor } from '../../db/two-factor.ts';
import type { Employee } from '../../domain/people.ts';
import { changeEmployee, createEmployee, deleteEmployee } from '../../shop/employees.ts';
import { crudRoutes } from '../crud-routes.ts';
import { oneOf, shortList } from '../short-list.ts';

async function shown(reader: Reader, companyId: Id, employees: readonly Employee[]) {
  const ids = employees.map(({ id }) => id);
  const secured = await haveTwoFactor(reader, companyId, ids);
  return employees.map((employee) => ({ ...employee, twoFactor: secured.has(employee.id) }));
}

async function shownOne(reader: Reader, companyId: Id, employee: Employee) {
  const twoFactor = (await haveTwoFactor(reader, companyId, [employee.id])).has(employee.id);
  return { ...employee, twoFactor };
}

export const employeeRoutes = crudRoutes({
  path: '/employees',
  what: 'employee',
  table: 'employees',
  audited: 'employee',
  permissions: { read: 'settings', create: 'settings', change: 'settings', remove: 'settings' },
  shown: employee,
  query: pageQuery,
  write: employeeWrite,
  patch: employeePatch,
  async list(reader, companyId, query) {
    const found = shortList(await allEmployees(reader, companyId), query);
    return { ...found, items: await shown(reader, companyId, found.items) };
  },
  one: async (reader, companyId, id) =>
    shownOne(reader, companyId, oneOf(await allEmployees(reader, companyId), id, 'employee')),
  create: async (tx, context, input) => shownOne(tx, context.companyId, await createEmployee(tx, context, input)),
  change: async (tx, context, id, patch) =>
    shownOne(tx, context.companyId, await changeEmployee(tx, context, id, patch)),
  remove: deleteEmployee,
});
