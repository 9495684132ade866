/** Saved views: filters of the invoice list under a name, each employee's own. */
import { z } from 'zod';
import { text } from './common.ts';

export const savedView = z
  .strictObject({
    name: text(60),
    filters: z
      .strictObject({
        q: text(200).optional(),
        statusId: text(64).optional(),
        syncState: text(20).optional(),
        clientId: text(64).optional(),
        locationId: text(64).optional(),
        issuedFrom: text(10).optional(),
        issuedTo: text(10).optional(),
        overdue: z.literal('true').optional(),
      })
      .meta({ description: 'Query parameters of GET /invoices.' }),
  })
  .meta({ id: 'SavedView' });

export const savedViews = z.object({ items: z.array(savedView) }).meta({ id: 'SavedViews' });

export const savedViewsWrite = z.strictObject({
  items: z
    .array(savedView)
    .max(30)
    .refine((views) => new Set(views.map(({ name }) => name)).size === views.length, 'Two views have the same name.'),
});

export type SavedView = z.infer<typeof savedView>;
export type SavedViews = z.infer<typeof savedViews>;
