/** The simulator as a program of its own, without database, web and sync: it starts in a fraction of the time. */
import { Command } from 'commander';
import { expectedInSimulator } from './expected.ts';
import { addSimulatorCommand } from './simulator-command.ts';

const program = new Command('tandem');
addSimulatorCommand(program, (line) => process.stdout.write(`${line}\n`));

try {
  await program.parseAsync();
} catch (error) {
  const expected = expectedInSimulator(error);
  if (expected === null) throw error;
  process.stderr.write(`${expected}\n`);
  process.exitCode = 1;
}
