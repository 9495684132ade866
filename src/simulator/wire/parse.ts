/**
 * Reads a request body against the class of its entity: unknown properties are refused (2010), values are checked and
 * brought to their type, what QuickBooks computes itself is dropped. A property that is sent as null or empty is null: it clears.
 */
import { isPlainDate } from '../../base/clock.ts';
import type { EntityName } from '../entity.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import type { PropertyTypes } from './class-bases.ts';
import { entityClasses } from './classes.ts';
import { invalidValue, required, tooLong, unknownProperty, unreadable } from './fault.ts';
import { innerClasses } from './inner-classes.ts';
import { metaTime, parseTime } from './time.ts';

export function parseEntity(entity: EntityName, body: JsonObject): JsonObject {
  return parseObject(body, { className: entity, properties: entityClasses[entity], path: '' });
}

interface Place {
  className: string;
  properties: PropertyTypes;
  path: string;
}

function parseObject(value: JsonObject, { className, properties, path }: Place): JsonObject {
  const parsed: JsonObject = {};
  for (const [property, given] of Object.entries(value)) {
    const type = properties[property];
    if (type === undefined) throw unknownProperty(property, className, Object.keys(properties));
    if (given === undefined || type === 'computed' || type === 'ignored') continue;
    const kept = isEmpty(given) ? null : parseValue(given, { type, path: path + property });
    parsed[property] = isEmpty(kept) ? null : kept;
  }
  return parsed;
}

/** Null, the empty text and the empty object: none of them is kept. */
function isEmpty(value: Json): boolean {
  return value === null || value === '' || (isObject(value) && Object.keys(value).length === 0);
}

function parseValue(value: Json, { type, path }: { type: string; path: string }): Json {
  if (type.startsWith('[')) return parseList(value, { className: type.slice(1, -1), path });
  const [kind = '', limit = ''] = type.split(':');
  switch (kind) {
    case 'text':
      return parseText(value, { path, max: limit === '' ? undefined : Number(limit) });
    case 'number':
      return parseNumber(value, path);
    case 'bool':
      return parseBoolean(value, path);
    case 'date':
      return parseDate(value, path);
    case 'enum':
      return parseEnum(value, { path, allowed: limit.split('|') });
    case 'time':
      return parseMoment(value, path);
    case 'ref':
      return parseReference(value, { path, typed: false });
    case 'typed-ref':
      return parseReference(value, { path, typed: true });
    default:
      return parseInner(value, { className: kind, path });
  }
}

function parseText(value: Json, { path, max }: { path: string; max: number | undefined }): string {
  if (typeof value === 'object') throw unreadable(path, 'Can not deserialize instance of java.lang.String');
  const text = String(value);
  if (max !== undefined && text.length > max) throw tooLong(path, max, text.length);
  return text;
}

function parseNumber(value: Json, path: string): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) {
    throw unreadable(path, 'Can not construct instance of java.math.BigDecimal');
  }
  if (Math.abs(number) > 99_999_999_999) throw invalidValue('2240', path, `${path} is out of range.`);
  return number;
}

function parseBoolean(value: Json, path: string): boolean {
  if (value === true || value === 'true') return true;
  if (value === false || value === 'false') return false;
  throw unreadable(path, 'Can not construct instance of java.lang.Boolean');
}

/** A date-time is accepted where a date is wanted; its day counts. */
function parseDate(value: Json, path: string): string {
  const text = typeof value === 'string' ? value : '';
  if (!/^\d{4}-\d{2}-\d{2}($|T)/.test(text)) throw invalidValue('2060', path, `${path} must be YYYY-MM-DD.`);
  const date = text.slice(0, 10);
  if (!isPlainDate(date)) throw invalidValue('2070', path, `${path} ${date} is not a date.`);
  return date;
}

function parseMoment(value: Json, path: string): string {
  const moment = typeof value === 'string' ? parseTime(value) : undefined;
  if (!moment) throw invalidValue('2060', path, `${path} must be a date and time.`);
  return metaTime(moment);
}

function parseEnum(value: Json, { path, allowed }: { path: string; allowed: string[] }): string {
  if (typeof value === 'string' && allowed.includes(value)) return value;
  if (path === 'GlobalTaxCalculation') {
    throw unreadable(path, `Can not construct instance of GlobalTaxCalculationEnum from String value '${value}'`);
  }
  throw invalidValue('2170', path, `${path} must be one of ${allowed.join(', ')}.`);
}

/** `name` in a reference only informs, so it is dropped; an empty reference clears. */
function parseReference(value: Json, { path, typed }: { path: string; typed: boolean }): Json {
  if (!isObject(value)) throw unreadable(path, 'Can not construct instance of ReferenceType');
  for (const property of Object.keys(value)) {
    if (!['value', 'name', 'type'].includes(property)) {
      throw unknownProperty(property, 'ReferenceType', ['value', 'name', 'type']);
    }
  }
  if (value.value === undefined || value.value === null || value.value === '') return null;
  const id = parseText(value.value, { path: `${path}.value`, max: undefined });
  return typed && typeof value.type === 'string' ? { value: id, type: value.type } : { value: id };
}

/** An object inside a record, by its class. */
export function parseInner(value: Json, { className, path }: { className: string; path: string }): JsonObject {
  if (!isObject(value)) throw unreadable(path, `Can not construct instance of ${className}`);
  if (className === 'Section') return value;
  const properties = innerClasses[className];
  if (!properties) throw required(path);
  // QuickBooks has one class for the lines of all entities.
  const parsed = parseObject(value, { className: className.replace(/^.*Line$/, 'Line'), properties, path: `${path}.` });
  return Object.fromEntries(Object.entries(parsed).filter(([, inner]) => inner !== null));
}

function parseList(value: Json, { className, path }: { className: string; path: string }): Json[] {
  if (!Array.isArray(value)) throw unreadable(path, 'Can not deserialize instance of java.util.ArrayList');
  return value.map((member) => parseInner(member, { className, path }));
}
