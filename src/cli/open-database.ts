/** Opens the database that the configuration names (the embedded one is started or joined) and brings its schema up to date. */
import { join } from 'node:path';
import { type Database, openDatabase } from '../db/database.ts';
import { startEmbeddedPostgres } from '../db/embedded-postgres.ts';
import { migrate } from '../db/migrate.ts';
import { type Config, programFolder } from './config.ts';

export interface OpenedDatabase {
  database: Database;
  /** Reaches Postgres itself, also beside a pooler. */
  directUrl: string;
  /** The migrations that were applied now. */
  migrated: string[];
  close(): Promise<void>;
}

const maxConnections = 20;

/** `exclusive` false: beside a program that may be running on the same data folder. */
export async function openConfiguredDatabase(
  config: Pick<Config, 'databaseUrl' | 'databaseDirectUrl' | 'dataDir'>,
  options: { exclusive: boolean; migrate?: boolean },
): Promise<OpenedDatabase> {
  const embedded = config.databaseUrl
    ? null
    : await startEmbeddedPostgres({ dataDir: config.dataDir, exclusive: options.exclusive });
  const url = config.databaseUrl ?? embedded?.url ?? '';
  const directUrl = config.databaseDirectUrl ?? url;
  try {
    const migrated =
      options.migrate === false ? [] : await migrate({ url: directUrl, folder: join(programFolder(), 'migrations') });
    const database = openDatabase({ url, directUrl, maxConnections });
    const close = async () => {
      await database.close();
      await embedded?.stop();
    };
    return { database, directUrl, migrated, close };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}
