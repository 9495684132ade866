/** The first run: the first company with its owner, and sample data to try things with. */
import { z } from 'zod';
import { isTimeZone } from '../base/clock.ts';
import { email, text } from './common.ts';
import { language } from './people.ts';

export const setUpState = z.object({ needed: z.boolean() }).meta({ id: 'SetUpState' });

export const setUpWrite = z.strictObject({
  code: z.string().max(100).meta({ description: 'As the program prints it when it starts.' }),
  company: text(200),
  country: z.string().regex(/^[A-Z]{2}$/, 'Write the country as two letters, like FR.'),
  currency: z.string().regex(/^[A-Z]{3}$/, 'Write the currency as three letters, like EUR.'),
  timeZone: z.string().refine(isTimeZone, 'This is not a time zone, like Europe/Paris.'),
  language,
  name: text(200),
  email,
  password: z.string().min(10, 'A password has at least 10 characters.').max(200),
});

export const sampleData = z
  .object({
    present: z.boolean(),
    kept: z.array(z.string()).meta({
      description: 'Numbers of sample invoices that were not removed: they are in QuickBooks or hold money.',
    }),
  })
  .meta({ id: 'SampleData' });

export type SetUpState = z.infer<typeof setUpState>;
export type SampleData = z.infer<typeof sampleData>;
