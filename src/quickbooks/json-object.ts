/** Narrowing of parsed JSON, for the answers whose outer shape varies too much for one schema. */

export function isJsonObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The instant that an ISO time with an offset names; undefined for anything else. */
export function instantIn(value: unknown): Date | undefined {
  const date = typeof value === 'string' ? new Date(value) : undefined;
  return date && !Number.isNaN(date.getTime()) ? date : undefined;
}
