/** /roles */

import { pageQuery } from '../../contract/common.ts';
import { role, rolePatch, roleWrite } from '../../contract/people.ts';
import { allRoles } from '../../db/roles.ts';
import { changeRole, createRole, deleteRole } from '../../shop/roles.ts';
import { crudRoutes } from '../crud-routes.ts';
import { oneOf, shortList } from '../short-list.ts';

export const roleRoutes = crudRoutes({
  path: '/roles',
  what: 'role',
  table: 'roles',
  audited: 'role',
  permissions: { read: 'settings', create: 'settings', change: 'settings', remove: 'settings' },
  shown: role,
  query: pageQuery,
  write: roleWrite,
  patch: rolePatch,
  list: async (reader, companyId, query) => shortList(await allRoles(reader, companyId), query),
  one: async (reader, companyId, id) => oneOf(await allRoles(reader, companyId), id, 'role'),
  create: createRole,
  change: changeRole,
  remove: deleteRole,
});
