/** `tandem demo` in a process of its own, on free ports and with a data folder of its own, which goes with it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

export interface RunningDemo {
  url: string;
  simulatorUrl: string;
  email: string;
  password: string;
  stop(): Promise<void>;
}

const startsWithinMs = 90_000;

/** In the folder of the project. What it prints is all that is known of it. */
export async function startDemoProcess(more: Record<string, string> = {}): Promise<RunningDemo> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tandem-demo-'));
  const [port, simulatorPort] = await freePorts();
  const child = spawn(process.execPath, ['bin/tandem.mjs', 'demo'], {
    env: {
      PATH: process.env.PATH ?? '',
      PORT: String(port),
      SIMULATOR_PORT: String(simulatorPort),
      DATA_DIR: join(dataDir, 'data'),
      ...more,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const atEnd = () => child.kill('SIGKILL');
  process.once('exit', atEnd);
  const stop = async () => {
    process.off('exit', atEnd);
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    }
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const said = await untilItSays(child, 'Ctrl-C');
    const find = (pattern: RegExp) => pattern.exec(said)?.[1] ?? '';
    return {
      url: find(/Tandem\s+(http\S+)/),
      simulatorUrl: find(/QuickBooks \(simulated\)\s+(http\S+)/),
      email: find(/Sign in as (\S+)/),
      password: find(/Password\s+(\S+)/),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function untilItSays(child: ChildProcess, words: string): Promise<string> {
  const errors = child.stderr ? text(child.stderr) : Promise.resolve('');
  const timer = setTimeout(() => child.kill('SIGKILL'), startsWithinMs);
  let said = '';
  for await (const chunk of child.stdout?.setEncoding('utf8').iterator({ destroyOnReturn: false }) ?? []) {
    said += chunk;
    if (!said.includes(words)) continue;
    clearTimeout(timer);
    child.stdout?.resume();
    return said;
  }
  clearTimeout(timer);
  throw new Error(`The demo ended before it was ready.\n${said}\n${await errors}`);
}

/** Both are held until both are known. */
async function freePorts(): Promise<number[]> {
  const servers = [createServer(), createServer()];
  const ports = await Promise.all(
    servers.map(async (server) => {
      await once(server.listen(0, '127.0.0.1'), 'listening');
      const address = server.address();
      return typeof address === 'object' && address ? address.port : 0;
    }),
  );
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}
