/** Workers in processes of their own, with what they use. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface WorkerProcess {
  /** Seconds of processor time, and MiB of memory, until now. */
  used(): { cpuSeconds: number; memoryMiB: number };
  stop(): Promise<void>;
}

export async function startWorkerProcess(env: Record<string, string>): Promise<WorkerProcess> {
  const child = spawn(process.execPath, ['bin/tandem.mjs', 'worker'], {
    env: { PATH: process.env.PATH ?? '', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout })) if (line.startsWith('The worker')) break;
  return {
    used() {
      const line = execFileSync('ps', ['-o', 'time=,rss=', '-p', String(child.pid)], { encoding: 'utf8' });
      const [time = '', rss = ''] = line.trim().split(/\s+/);
      const cpuSeconds = time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
      return { cpuSeconds, memoryMiB: Number(rss) / 1024 };
    },
    async stop() {
      child.kill('SIGINT');
      await ended;
    },
  };
}
