/** The command `simulator`, for the whole program and for the small one that starts it sooner. */
import type { Command } from 'commander';
import { type SimulatorCommand, startSimulatorCommand } from './simulator.ts';
import { untilStopped } from './until-stopped.ts';

export function addSimulatorCommand(program: Command, print: (line: string) => void): void {
  program
    .command('simulator')
    .description(
      'a QuickBooks Online on this machine: its API, its consent page, its webhooks, and pages to play the accountant',
    )
    .option('--port <port>', 'default: SIMULATOR_PORT or 4010')
    .option('--webhook-url <url>', 'where webhooks go', process.env.SIMULATOR_WEBHOOK_URL)
    .option('--memory', 'keep nothing on disk')
    .option('--reset', 'begin with fresh companies')
    .option('--load <file>', 'begin with the books of a snapshot')
    .option('--save <file>', 'write a snapshot of the books there when it is stopped')
    .option('--storm <seed>', 'requests fail by chance, the same ones for the same number')
    .option('--no-sample', 'without the sample company that is lived in')
    .option('--no-quotas', "without QuickBooks' limits")
    .action(async (options: SimulatorCommand) => {
      const stopped = untilStopped();
      const simulator = await startSimulatorCommand(process.env, options);
      print(`The simulated QuickBooks is at ${simulator.url}`);
      for (const company of simulator.companies()) print(`  ${company.realmId}  ${company.name} (${company.kind})`);
      await stopped;
      await simulator.stop();
    });
}
