/** The commands. Each says with --help what it does; an expected error is one sentence, without a stack. */
import { text as readAll } from 'node:stream/consumers';
import { Command } from 'commander';
import { systemClock } from '../base/clock.ts';
import type { Database } from '../db/database.ts';
import { DataFolderInUse, EmbeddedPostgresFailed } from '../db/embedded-postgres.ts';
import { KeyNotKnownElsewhere, KeyUnknown } from '../db/encryption-keys.ts';
import { MigrationBlocked, MigrationChanged } from '../db/migrate.ts';
import { Refused } from '../domain/refused.ts';
import { type AdminOptions, createAdmin } from './admin.ts';
import { createCompanyApiKey } from './api-key.ts';
import { type Config, readConfig } from './config.ts';
import { startDemo } from './demo.ts';
import { diagnose } from './doctor.ts';
import { expectedInSimulator } from './expected.ts';
import { type ExportOptions, exportCompanies } from './export.ts';
import { openConfiguredDatabase } from './open-database.ts';
import { createProgress } from './progress.ts';
import { readKeys, rotateKey } from './rotate-key.ts';
import { startServing } from './serve.ts';
import { addSimulatorCommand } from './simulator-command.ts';
import { untilStopped } from './until-stopped.ts';

const say = (line: string) => process.stderr.write(`${line}\n`);
const print = (line: string) => process.stdout.write(`${line}\n`);

const program = new Command('tandem')
  .description('Self-hosted invoicing, kept in step with QuickBooks Online in both directions.')
  .addHelpText('after', '\nThe environment is described in docs/configuration.md.');

program
  .command('demo')
  .description('everything on this machine, with a simulated QuickBooks and a shop that is set up')
  .action(async () => {
    const stopped = untilStopped();
    const demo = await startDemo(process.env, say);
    print('');
    print(`  Tandem                 ${demo.url}`);
    print(`  QuickBooks (simulated) ${demo.simulatorUrl}`);
    print('');
    print(`  Sign in as ${demo.email}`);
    print(`  Password   ${demo.password}`);
    print('');
    print('  Stop with Ctrl-C; the data is kept.');
    await stopped;
    say('\nStopping …');
    await demo.stop();
  });

program
  .command('serve')
  .description('the web part and the worker')
  .option('--no-worker', 'the web part alone')
  .action(async (options: { worker: boolean }) => {
    const stopped = untilStopped();
    const config = readConfig(process.env);
    const serving = await startServing(config, { web: true, worker: options.worker });
    print(`Tandem is at ${config.publicUrl} (listening on ${config.host}:${serving.port}).`);
    if (serving.setUpCode !== null) {
      print(`There is no company yet. Make the first one at ${config.publicUrl}/start#${serving.setUpCode}`);
      print(`The set-up code is ${serving.setUpCode}; it is of no use any more once there is a company.`);
    }
    await stopped;
    say('Stopping …');
    await serving.stop();
  });

program
  .command('worker')
  .description('the worker alone, beside a web part on the same Postgres')
  .action(async () => {
    const stopped = untilStopped();
    const serving = await startServing(readConfig(process.env), { web: false, worker: true });
    print('The worker is running.');
    await stopped;
    say('Stopping …');
    await serving.stop();
  });

addSimulatorCommand(program, print);

program
  .command('migrate')
  .description('bring the schema of the database up to date')
  .action(async () => {
    void untilStopped(); // Asked to stop it still closes what it opened; asked twice it ends at once.
    const opened = await openConfiguredDatabase(readConfig(process.env), { exclusive: false });
    print(opened.migrated.length === 0 ? 'The schema is up to date.' : `Applied: ${opened.migrated.join(', ')}`);
    await opened.close();
  });

program
  .command('admin')
  .description('companies and their owners')
  .command('create')
  .description('make a company with its owner')
  .requiredOption('--company <name>')
  .requiredOption('--email <address>', "the owner's e-mail")
  .option('--name <name>', "the owner's name")
  .option('--country <code>', 'two letters, like US')
  .option('--currency <code>', 'three letters, like USD')
  .option('--time-zone <zone>', 'like America/New_York')
  .option('--password <password>', 'absent: one is made up and printed')
  .option('--password-stdin', 'read the password from standard input')
  .action(async (options: AdminOptions & { passwordStdin?: boolean }) => {
    const { passwordStdin, ...rest } = options;
    const password = passwordStdin ? (await readAll(process.stdin)).replace(/\r?\n$/, '') : options.password;
    const made = await withDatabase((database) =>
      createAdmin(database, systemClock, { ...rest, ...(password === undefined ? {} : { password }) }),
    );
    print(`Company ${made.companyId}`);
    if (made.generatedPassword) print(`Password ${made.generatedPassword}`);
  });

program
  .command('api-key')
  .description('keys for the REST API')
  .command('create')
  .description('print a new key, alone on the last line; it is shown this once')
  .requiredOption('--company <name or id>')
  .option('--name <name>', 'what the key is for')
  .action(async (options: { company: string; name?: string }) => {
    print(await withDatabase((database) => createCompanyApiKey(database, systemClock, options)));
  });

program
  .command('doctor')
  .description('check the environment, the database, and whether QuickBooks can be reached')
  .action(async () => {
    void untilStopped();
    const findings = await diagnose(process.env);
    for (const finding of findings) print(`${finding.ok ? 'ok  ' : 'FAIL'}  ${finding.what}: ${finding.found}`);
    if (findings.some((finding) => !finding.ok)) process.exitCode = 1;
  });

program
  .command('export')
  .description('write everything of a company, or of all, into a new folder: CSV for people, JSON lines for programs')
  .requiredOption('--to <folder>', 'is made; one that is there already is refused')
  .option('--company <name or id>', 'absent: all companies')
  .action(async (options: ExportOptions) => {
    const progress = createProgress(process.stderr, 'Exporting');
    const { folder, manifest } = await withDatabase((database) =>
      exportCompanies(database, options, { clock: systemClock, progress }),
    );
    for (const { name, currency, totals } of manifest.companies) {
      print(`${name}: ${totals.invoices} invoices, ${totals.total} ${currency} in total, ${totals.paid} paid.`);
    }
    print(`Written to ${folder}`);
  });

program
  .command('rotate-key')
  .description('seal all stored secrets anew, under the key in ENCRYPTION_KEY instead of the one in ENCRYPTION_KEY_OLD')
  .option(
    '--keys-stdin',
    'read both from standard input instead: the former key on the first line, the new one on the second',
  )
  .addHelpText(
    'after',
    `
A server that runs meanwhile must know both keys: start it with the same two variables first.
It may be ended at any moment and started again; until it says that it is done, both keys are needed.`,
  )
  .action(async (options: { keysStdin?: boolean }) => {
    const config = readConfig(process.env);
    const keys = readKeys(config, options.keysStdin ? await readAll(process.stdin) : null);
    const stopped = new AbortController();
    void untilStopped().then(() => stopped.abort());
    const opened = await openConfiguredDatabase(config, { exclusive: false });
    try {
      const progress = createProgress(process.stderr, 'Sealing anew');
      const rotated = await rotateKey(opened, { keys, clock: systemClock, progress, stopped: stopped.signal });
      print(rotated.said);
      if (!rotated.done) process.exitCode = 1;
    } finally {
      await opened.close();
    }
  });

async function withDatabase<Result>(work: (database: Database) => Promise<Result>): Promise<Result> {
  void untilStopped();
  const config: Config = readConfig(process.env);
  const opened = await openConfiguredDatabase(config, { exclusive: false });
  try {
    return await work(opened.database);
  } finally {
    await opened.close();
  }
}

function sentence(error: unknown): string | null {
  if (error instanceof Refused) {
    return error.errors.length > 0
      ? error.errors.map((field) => `${field.path}: ${field.message}`).join('\n')
      : error.message;
  }
  const expected = [
    DataFolderInUse,
    EmbeddedPostgresFailed,
    MigrationBlocked,
    MigrationChanged,
    KeyUnknown,
    KeyNotKnownElsewhere,
  ];
  if (error instanceof Error && expected.some((kind) => error instanceof kind)) return error.message;
  return expectedInSimulator(error);
}

try {
  await program.parseAsync();
} catch (error) {
  const expected = sentence(error);
  if (expected === null) throw error;
  say(expected);
  process.exitCode = 1;
}
