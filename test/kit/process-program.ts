/**
 * The built program as it is installed, in real processes: a copy of what the package ships, so that sources which change
 * while the tests run neither rebuild it nor mix. Everything that was started is ended by its process id.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { expect, inject } from 'vitest';
import { endPostgres } from './process-postgres.ts';

const root = join(import.meta.dirname, '../..');
const buildLock = 83_264;
const endsWithinMs = 60_000;

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface Program {
  pid: number;
  /** Waits until it prints this on standard output; fails with all that it said if it ends before. */
  says(text: string): Promise<string>;
  ended: Promise<Ended>;
  kill(signal: NodeJS.Signals): Promise<Ended>;
}

export interface Installed {
  /** A data folder of its own, which goes when the tests end, with the Postgres that works in it. */
  dataFolder(): string;
  start(args: readonly string[], options: ProgramOptions): Program;
  /** Starts it and waits for its end. */
  run(args: readonly string[], options: ProgramOptions): Promise<Ended>;
  remove(): Promise<void>;
}

export interface ProgramOptions {
  /** The whole environment, but for PATH. */
  env: Record<string, string>;
  stdin?: string;
}

export async function installProgram(): Promise<Installed> {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-process-'));
  await copyProgram(folder).catch((error) => {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  });
  const dataFolders: string[] = [];
  const programs: Program[] = [];
  const killAll = () => {
    for (const { pid } of programs) killIfAlive(pid);
  };
  process.once('exit', killAll);

  function start(args: readonly string[], { env, stdin }: ProgramOptions): Program {
    const child = spawn(process.execPath, [join(folder, 'bin/tandem.mjs'), ...args], {
      cwd: folder,
      env: { PATH: process.env.PATH ?? '', ...env },
    });
    child.stdin.end(stdin ?? '');
    const program = watch(child);
    programs.push(program);
    void program.ended.then(() => programs.splice(programs.indexOf(program), 1));
    return program;
  }

  return {
    start,
    dataFolder() {
      const dataDir = join(folder, `data-${dataFolders.length + 1}`);
      dataFolders.push(dataDir);
      return dataDir;
    },
    async run(args, options) {
      const program = start(args, options);
      const timer = setTimeout(() => void program.kill('SIGKILL'), endsWithinMs);
      const ended = await program.ended;
      clearTimeout(timer);
      return ended;
    },
    async remove() {
      const running = [...programs];
      killAll();
      await Promise.all(running.map((program) => program.ended));
      for (const dataDir of dataFolders) await endPostgres(dataDir);
      process.off('exit', killAll);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** One test file builds at a time; a copy is taken before another may build again. */
async function copyProgram(folder: string): Promise<void> {
  const sql = postgres(inject('postgresAdminUrl'), { max: 1 });
  try {
    await sql`select pg_advisory_lock(${buildLock})`;
    await promisify(execFile)(process.execPath, [join(root, 'scripts/build.mjs'), '--if-stale', '--server']);
    mkdirSync(join(folder, 'dist'));
    for (const part of ['bin', 'migrations', 'dist/tandem.mjs', 'dist/simulator.mjs']) {
      cpSync(join(root, part), join(folder, part), { recursive: true });
    }
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir');
  } finally {
    await sql.end();
  }
}

function watch(child: ChildProcess): Program {
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  const ended = once(child, 'close').then(([code, signal]): Ended => ({ code, signal, stdout, stderr }));
  const pid = child.pid ?? 0;

  return {
    pid,
    ended,
    says(text) {
      return new Promise((resolve, reject) => {
        const look = () => {
          if (stdout.includes(text)) resolve(stdout);
        };
        child.stdout?.on('data', look);
        look();
        void ended.then(({ code, signal }) =>
          reject(new Error(`The program ended (${code ?? signal}) before it said “${text}”.\n${stdout}\n${stderr}`)),
        );
      });
    },
    kill(signal) {
      child.kill(signal);
      return ended;
    },
  };
}

/** What a person can understand and do, on standard error; no stack, and nothing on standard output. */
export function expectSentence(ended: Ended, ...parts: string[]): void {
  expect(ended).toMatchObject({ code: 1, stdout: '' });
  for (const part of parts) expect(ended.stderr).toContain(part);
  expect(ended.stderr).not.toMatch(/^\s+at /m);
}

function killIfAlive(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
