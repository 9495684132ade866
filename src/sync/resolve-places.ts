/** Which location or class of QuickBooks each location of the shop stands for, checked and resolved to ids. */
import type { Id } from '../base/ids.ts';
import type { QuickBooksSettings } from '../contract/integration.ts';
import type { Reader } from '../db/database.ts';
import { allLocations } from '../db/locations.ts';
import type { FieldError } from '../domain/refused.ts';
import { findNamed } from './find-named.ts';
import { pickClasses, pickDepartments } from './pickers.ts';

type Places = QuickBooksSettings['locations'];

export async function resolvePlaces(
  reader: Reader,
  companyId: Id,
  given: Places,
  errors: FieldError[],
): Promise<Places> {
  if (given.length === 0) return given;
  const here = new Set((await allLocations(reader, companyId)).map(({ id }) => id));
  const departments = await pickDepartments(reader, companyId);
  const classes = await pickClasses(reader, companyId);
  return given.map((row, index) => {
    const at = (field: string) => `locations.${index}.${field}`;
    if (!here.has(row.locationId)) errors.push({ path: at('locationId'), message: 'There is no such location.' });
    if (given.findIndex(({ locationId }) => locationId === row.locationId) < index) {
      errors.push({ path: at('locationId'), message: 'This location is mapped in another row already.' });
    }
    const { quickBooksDepartmentId: department, quickBooksClassId: class_, locationId } = row;
    const findDepartment = { path: at('quickBooksDepartmentId'), what: 'location' };
    const findClass = { path: at('quickBooksClassId'), what: 'class' };
    return {
      locationId,
      ...(department === undefined
        ? {}
        : { quickBooksDepartmentId: findNamed(departments, { typed: department, ...findDepartment }, errors) }),
      ...(class_ === undefined
        ? {}
        : { quickBooksClassId: findNamed(classes, { typed: class_, ...findClass }, errors) }),
    };
  });
}
