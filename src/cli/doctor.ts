/** `tandem doctor`: what a person would look at first when something does not work. */
import { systemClock } from '../base/clock.ts';
import { createTransport } from '../quickbooks/transport.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { openConfiguredDatabase } from './open-database.ts';

export interface Finding {
  what: string;
  ok: boolean;
  found: string;
}

const reachTimeoutMs = 10_000;

export async function diagnose(variables: NodeJS.ProcessEnv): Promise<Finding[]> {
  const findings: Finding[] = [{ what: 'Node', ok: true, found: process.version }];
  let config: Config;
  try {
    config = readConfig(variables);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return [...findings, { what: 'Environment', ok: false, found: error.message }];
  }
  const encrypted = config.encryptionKey !== null;
  findings.push({
    what: 'ENCRYPTION_KEY',
    ok: encrypted,
    found: encrypted ? 'is set' : 'is not set; `tandem serve` needs it',
  });
  findings.push(await database(config), await quickBooks(config));
  return findings;
}

async function database(config: Config): Promise<Finding> {
  const what = config.databaseUrl ? 'Database' : 'Embedded database';
  try {
    const opened = await openConfiguredDatabase(config, { exclusive: false, migrate: false });
    const [row] = await opened.database.system(
      (tx) => tx<{ version: string; super: boolean }[]>`
        select current_setting('server_version') as version,
          (select rolsuper from pg_roles where rolname = current_user) as super`,
    );
    await opened.close();
    const warning = row?.super ? '; the role is a superuser, for whom row-level security does not hold' : '';
    return { what, ok: !row?.super, found: `Postgres ${row?.version}${warning}` };
  } catch (error) {
    return { what, ok: false, found: error instanceof Error ? error.message : String(error) };
  }
}

/** Without a token QuickBooks refuses, which is all that is asked: it answers. */
async function quickBooks(config: Config): Promise<Finding> {
  const send = createTransport({ baseUrl: config.quickBooks.apiUrl, timeoutMs: reachTimeoutMs, clock: systemClock });
  const outcome = await send({ method: 'GET', path: '/preferences', query: {}, realmId: '0', accessToken: 'none' });
  const reached = outcome.kind === 'fault';
  return {
    what: `QuickBooks (${config.quickBooks.environment})`,
    ok: reached,
    found: reached ? `${config.quickBooks.apiUrl} answers` : `${config.quickBooks.apiUrl} does not answer`,
  };
}
