/** On what it was measured. */
import { cpus, platform, release, totalmem } from 'node:os';
import postgres from 'postgres';
import type { PostgresUrls } from './bench.ts';

export interface Machine {
  cpu: string;
  cores: number;
  memoryGiB: number;
  system: string;
  node: string;
  postgres: string;
}

export async function describeMachine({ adminUrl }: PostgresUrls): Promise<Machine> {
  const sql = postgres(adminUrl, { max: 1 });
  const [row] = await sql<{ server_version: string }[]>`show server_version`;
  await sql.end();
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()}`,
    node: process.versions.node,
    postgres: row?.server_version ?? 'unknown',
  };
}

export function machineText({ cpu, cores, memoryGiB, system, node, postgres: version }: Machine): string {
  return `${cpu}, ${cores} cores, ${memoryGiB} GiB, ${system}, Node ${node}, Postgres ${version}`;
}
