/** The schema of a change to settings: what is not named stays. (A partial of a schema with defaults would fill them in.) */
import { z } from 'zod';

export function patchSchema<Settings>(schema: z.ZodObject & z.ZodType<Settings>): z.ZodType<Partial<Settings>> {
  const shape = Object.entries(schema.shape).map(([name, type]) => [name, bare(type).optional()]);
  // The shape is the given one, each member optional.
  return z.strictObject(Object.fromEntries(shape)) as unknown as z.ZodType<Partial<Settings>>;
}

function bare(type: z.core.$ZodType): z.ZodType {
  return (type instanceof z.ZodDefault ? type.unwrap() : type) as z.ZodType;
}
