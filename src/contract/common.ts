/** What all parts of the contract share: ids, decimals as text, plain dates, pages and problem documents. */
import { z } from 'zod';
import { isPlainDate } from '../base/clock.ts';

export const id = z.string().min(1).max(64).meta({ description: 'An opaque id.' });

/** Text without control characters (tab and newline only where `multiline`), trimmed, 1 to `max` characters. */
export function text(max: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}]*$/u, 'Control characters are not allowed.');
}

export function multiline(max: number) {
  return z
    .string()
    .max(max)
    .regex(/^(?:[^\p{Cc}]|[\n\r\t])*$/u, 'Control characters are not allowed.');
}

function decimalPattern(whole: number, places: number) {
  return new RegExp(`^\\d{1,${whole}}(\\.\\d{1,${places}})?$`);
}

/** A money amount, zero or more, as decimal text. The currency's own number of decimals is checked by the shop. */
export const amount = z
  .string()
  .regex(decimalPattern(11, 5), 'Write the amount as decimal text, like "12.50".')
  .meta({ description: 'A decimal amount as text.', example: '12.50' });

export const signedAmount = z
  .string()
  .regex(/^-?\d{1,15}(\.\d{1,5})?$/)
  .meta({ description: 'A decimal amount as text, negative with a leading minus.', example: '-12.50' });

/** A price as it is written: below zero only where a known line says so already, which the invoice itself decides. */
export const price = z
  .string()
  .regex(/^-?\d{1,11}(\.\d{1,5})?$/, 'Write the amount as decimal text, like "12.50".')
  .meta({ description: 'A decimal amount as text.', example: '12.50' });

export const quantity = z
  .string()
  .regex(decimalPattern(9, 5), 'Write the quantity as decimal text with at most five decimals, like "1.5".')
  .meta({ description: 'A decimal number as text, at most five decimals.', example: '1.5' });

/** Percent as decimal text: `"8.25"` is 8.25 %. */
export const percent = z
  .string()
  .regex(decimalPattern(3, 5), 'Write the percentage as decimal text, like "8.25".')
  .meta({ description: 'A percentage as decimal text.', example: '8.25' });

export const plainDate = z
  .string()
  .refine(isPlainDate, 'Write the date as YYYY-MM-DD.')
  .meta({ description: 'A plain date, YYYY-MM-DD.', format: 'date', example: '2026-11-24' });

export const instant = z.string().meta({ description: 'A moment, RFC 3339.', format: 'date-time' });

export const email = z.email().max(100);

export const address = z
  .strictObject({
    line1: multiline(500).nullish(),
    line2: multiline(500).nullish(),
    city: multiline(255).nullish(),
    region: multiline(255).nullish(),
    postalCode: multiline(30).nullish(),
    country: multiline(255).nullish(),
  })
  .meta({ id: 'Address' });

/** All lists take these. */
export const paging = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
};

export const pageQuery = z.strictObject(paging);

/** What a list can be filtered by, with the paging that all lists take. A parameter that is not known is refused. */
export function listQuery<Shape extends z.ZodRawShape>(filter: z.ZodObject<Shape>) {
  return z.strictObject({ ...filter.shape, ...paging });
}

type WithoutDefaults<Shape extends z.ZodRawShape> = {
  [Key in keyof Shape]: z.ZodOptional<Shape[Key] extends z.ZodDefault<infer Inner> ? Inner : Shape[Key]>;
};

/** The schema of a PATCH: every field may be absent, and what is absent stays. So no defaults, which would set it. */
export function patchOf<Shape extends z.ZodRawShape>(schema: z.ZodObject<Shape>) {
  const fields = Object.entries(schema.shape).map(([key, field]) => {
    const inner = field instanceof z.ZodDefault ? field.unwrap() : field;
    return [key, z.optional(inner)];
  });
  // The cast says of the whole what the loop does for each field.
  return z.strictObject(Object.fromEntries(fields) as WithoutDefaults<Shape>);
}

const nextCursor = z.string().nullable().meta({
  description:
    'For the next page; null on the last one. A page of a filtered list may be short, even empty, before that.',
});

export function page<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor });
}

export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem', description: 'An RFC 9457 problem document.' });

export type Problem = z.infer<typeof problem>;
export type Address = z.infer<typeof address>;
export type Page<Item> = { items: Item[]; nextCursor: string | null };
