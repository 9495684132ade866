/** `tandem serve` and `tandem worker`: the web part and the worker, together or alone. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../base/clock.ts';
import { createLogger, type Logger } from '../base/log.ts';
import { createSeal } from '../base/seal.ts';
import { setUpCode } from '../base/set-up-code.ts';
import { hasCompanies } from '../db/companies.ts';
import { announceKeys, takeKeyIntoUse } from '../db/encryption-keys.ts';
import { endAllLeases } from '../db/leases.ts';
import { assemble, listen, type Tandem } from '../main.ts';
import { type Config, ConfigError, programFolder } from './config.ts';
import { type OpenedDatabase, openConfiguredDatabase } from './open-database.ts';

export interface Serving {
  tandem: Tandem;
  opened: OpenedDatabase;
  log: Logger;
  port: number;
  /** To make the first company with; null: there is one. */
  setUpCode: string | null;
  stop(): Promise<void>;
}

export async function startServing(config: Config, options: { web: boolean; worker: boolean }): Promise<Serving> {
  if (config.encryptionKey === null) {
    throw new ConfigError([
      'ENCRYPTION_KEY: is needed to keep the tokens of QuickBooks; make one with: openssl rand -base64 32',
    ]);
  }
  const log = createLogger({ level: config.logLevel });
  const opened = await openConfiguredDatabase(config, { exclusive: options.web });
  let releaseKeys = async () => {};
  try {
    const seal = createSeal(config.encryptionKey, config.formerEncryptionKey ? [config.formerEncryptionKey] : []);
    releaseKeys = await announceKeys(opened.directUrl, seal);
    await opened.database.system((tx) => takeKeyIntoUse(tx, seal, systemClock.now()));
    if (opened.migrated.length > 0) log.info({ migrations: opened.migrated }, 'the schema was brought up to date');
    const web = join(programFolder(), 'dist/web');
    const tandem = assemble({
      database: opened.database,
      clock: systemClock,
      log,
      encryptionKey: config.encryptionKey,
      formerEncryptionKey: config.formerEncryptionKey,
      publicUrl: config.publicUrl,
      quickBooks: config.quickBooks,
      webFolder: existsSync(web) ? web : null,
      metricsToken: config.metricsToken,
      trustProxy: config.trustProxy,
      mail: config.mail,
      keepHistoryDays: config.keepHistoryDays,
      allowPrivateWebhooks: config.allowPrivateWebhooks,
    });
    // The data folder is ours alone now: a lease from before is a dead program’s.
    if (options.web && config.databaseUrl === null) await opened.database.system(endAllLeases);
    const server = options.web ? await listen(tandem.app, { port: config.port, host: config.host }) : null;
    if (options.worker) await Promise.all([tandem.worker.start(), tandem.delivery.start()]);
    return {
      tandem,
      opened,
      log,
      port: server?.port ?? 0,
      setUpCode: (await opened.database.system(hasCompanies)) ? null : setUpCode(config.encryptionKey),
      async stop() {
        tandem.close();
        await server?.close();
        await Promise.all([tandem.worker.stop(), tandem.delivery.stop()]);
        await releaseKeys();
        await opened.close();
      },
    };
  } catch (error) {
    await releaseKeys();
    await opened.close();
    throw error;
  }
}
