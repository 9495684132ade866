/** Who changed what may be done here, and who came in. */
import { z } from 'zod';
import { id, instant } from './common.ts';

export const auditEntry = z
  .object({
    id,
    at: instant,
    actor: z.object({
      type: z.enum(['employee', 'api_key', 'integration', 'system']),
      id: id.nullable(),
      name: z.string(),
    }),
    action: z.string().meta({ description: 'What was done, like `employee.changed` or `session.started`.' }),
    subject: z.object({ type: z.string(), id: z.string().nullable(), name: z.string() }),
    changes: z.array(z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })),
    address: z.string().nullable().meta({ description: 'Where the request came from; null: the command line.' }),
    requestId: z.string().nullable(),
  })
  .meta({ id: 'AuditEntry' });

const moment = z.iso.datetime({ offset: true });

export const auditFilter = z.strictObject({
  action: z.string().max(60).optional().meta({ description: 'An action, or its first part: `employee`.' }),
  actorId: z.uuid().optional(),
  subjectId: z.string().max(64).optional(),
  from: moment.optional(),
  to: moment.optional(),
});

export type AuditEntry = z.infer<typeof auditEntry>;
