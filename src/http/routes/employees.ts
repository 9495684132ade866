/** /employees */

import { pageQuery } from '../../contract/common.ts';
import { employee, employeePatch, employeeWrite } from '../../contract/people.ts';
import { allEmployees } from '../../db/employees.ts';
import { changeEmployee, createEmployee, deleteEmployee } from '../../shop/employees.ts';
import { crudRoutes } from '../crud-routes.ts';
import { oneOf, shortList } from '../short-list.ts';

export const employeeRoutes = crudRoutes({
  path: '/employees',
  what: 'employee',
  table: 'employees',
  permissions: { read: 'settings', create: 'settings', change: 'settings', remove: 'settings' },
  shown: employee,
  query: pageQuery,
  write: employeeWrite,
  patch: employeePatch,
  list: async (reader, companyId, query) => shortList(await allEmployees(reader, companyId), query),
  one: async (reader, companyId, id) => oneOf(await allEmployees(reader, companyId), id, 'employee'),
  create: createEmployee,
  change: changeEmployee,
  remove: deleteEmployee,
});
