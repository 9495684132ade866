/** What the routes of one company's pages share: where they are, and what they act through. */
import type { Context, Hono } from 'hono';
import type { Control } from '../control.ts';
import type { JsonObject } from '../json.ts';
import type { Company } from '../state/company.ts';
import { notFound } from '../wire/fault.ts';

export interface Place {
  company: Company;
  realm: string;
  /** The record's id, where the path has one. */
  id: string;
  base: string;
}

export interface Pages {
  app: Hono;
  control: Control;
  place: (context: Context) => Place;
  today: () => string;
}

export function found(record: JsonObject | null): JsonObject {
  if (!record) throw notFound();
  return record;
}
