/** One real Postgres for all test files, with a template database that is copied for each test that needs one. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../src/db/embedded-postgres.ts';
import { migrate } from '../../src/db/migrate.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    postgresUrl: string;
    postgresAdminUrl: string;
  }
}

export default async function setup(project: TestProject) {
  const dataDir = mkdtempSync(join(tmpdir(), 'tandem-test-'));
  // The tests kill programs, not the machine: without fsync a copied database is there at once.
  const server = await startEmbeddedPostgres({ dataDir, exclusive: true, settings: ['fsync=off'] });
  await migrate({ url: server.url, folder: join(import.meta.dirname, '../../migrations') });
  project.provide('postgresUrl', server.url);
  project.provide('postgresAdminUrl', server.adminUrl);
  return async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
