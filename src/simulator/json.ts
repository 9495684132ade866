/** Loose JSON as it travels on the wire, and the few ways of looking into it. Nothing here throws: a wrong shape is `undefined`. */

export type Json = string | number | boolean | null | Json[] | JsonObject;

/** An absent property and one that is `undefined` are the same thing everywhere in the simulator. */
export interface JsonObject {
  [property: string]: Json | undefined;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objectOf(value: Json | undefined): JsonObject | undefined {
  return isObject(value) ? value : undefined;
}

export function objectsOf(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The id that a ReferenceType `{value, name}` points to. */
export function refOf(value: Json | undefined): string | undefined {
  const id = objectOf(value)?.value;
  return typeof id === 'string' && id !== '' ? id : undefined;
}

/** Equality of content: the order of properties and properties that are `undefined` do not count. */
export function sameJson(left: Json | undefined, right: Json | undefined): boolean {
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((value, index) => sameJson(value, right[index]));
  }
  if (!isObject(left) || !isObject(right)) return false;
  const properties = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...properties].every((property) => sameJson(left[property], right[property]));
}
