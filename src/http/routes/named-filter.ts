/** The query of /clients and /items, from text to what it means. */
import type { z } from 'zod';
import type { namedQuery } from '../../contract/catalog.ts';
import type { NamedQuery } from '../../db/clients.ts';
import type { Paging } from '../../db/page.ts';

export function namedFilter(query: z.output<typeof namedQuery> & Paging): NamedQuery {
  const { active, ...rest } = query;
  return { ...rest, active: active === undefined ? undefined : active === 'true' };
}
