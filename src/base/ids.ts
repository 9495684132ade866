/** Opaque ids. Version 7 UUIDs grow with time, which keeps index pages together. */
import { v7, validate } from 'uuid';

export type Id = string;

export function newId(): Id {
  return v7();
}

export function isId(text: string): boolean {
  return validate(text);
}
