/** `tandem api-key create`: a key with the owner's role, for a company that is named by name or id. */
import type { Clock } from '../base/clock.ts';
import type { Database } from '../db/database.ts';
import { createApiKey } from '../shop/api-keys.ts';
import { audit } from '../shop/audit.ts';
import { companyNamed } from './company-named.ts';

export interface ApiKeyOptions {
  company: string;
  name?: string;
}

/** Answers the key, which is kept nowhere and shown this once. */
export async function createCompanyApiKey(database: Database, clock: Clock, options: ApiKeyOptions): Promise<string> {
  const company = await companyNamed(database, options.company);
  const actor = { type: 'system' as const, name: 'Command line' };
  return database.write(company.id, async (tx) => {
    const context = { companyId: company.id, actor, now: clock.now() };
    const made = await createApiKey(tx, context, { name: options.name ?? 'Command line' });
    const subject = { type: 'api_key', id: made.id, name: made.name };
    await audit(tx, context, { action: 'api_key.created', subject });
    return made.key;
  });
}
