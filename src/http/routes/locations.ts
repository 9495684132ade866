/** /locations */

import { pageQuery } from '../../contract/common.ts';
import { location, locationPatch, locationWrite } from '../../contract/people.ts';
import { allLocations } from '../../db/locations.ts';
import { changeLocation, createLocation, deleteLocation } from '../../shop/locations.ts';
import { crudRoutes } from '../crud-routes.ts';
import { oneOf, shortList } from '../short-list.ts';

export const locationRoutes = crudRoutes({
  path: '/locations',
  what: 'location',
  table: 'locations',
  audited: 'location',
  permissions: { read: null, create: 'settings', change: 'settings', remove: 'settings' },
  shown: location,
  query: pageQuery,
  write: locationWrite,
  patch: locationPatch,
  list: async (reader, companyId, query) => shortList(await allLocations(reader, companyId), query),
  one: async (reader, companyId, id) => oneOf(await allLocations(reader, companyId), id, 'location'),
  create: createLocation,
  change: changeLocation,
  remove: deleteLocation,
});
