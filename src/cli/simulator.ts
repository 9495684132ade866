/** `tandem simulator`: the simulated QuickBooks by itself, with its books kept, reset, loaded or saved. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../base/clock.ts';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { ConfigError, readConfig, simulatorClient } from './config.ts';

export interface SimulatorCommand {
  port?: string;
  webhookUrl?: string;
  memory?: boolean;
  reset?: boolean;
  load?: string;
  save?: string;
  storm?: string;
  sample: boolean;
  quotas: boolean;
}

export async function startSimulatorCommand(
  variables: NodeJS.ProcessEnv,
  options: SimulatorCommand,
): Promise<Pick<Simulator, 'url' | 'companies' | 'stop'>> {
  if (variables.QBO_ENVIRONMENT === 'production') {
    throw new ConfigError(['QBO_ENVIRONMENT: the simulator does not run as production']);
  }
  const storm = stormSeed(options.storm);
  const loaded = options.load === undefined ? undefined : readSnapshot(options.load);
  const config = readConfig({ ...variables, QBO_ENVIRONMENT: 'simulator' });
  const folder = join(config.dataDir, 'simulator');
  if (!options.memory) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const simulator = await startSimulator({
    clock: systemClock,
    port: options.port === undefined ? config.simulatorPort : Number(options.port),
    dataDir: options.memory ? null : folder,
    webhookUrl: options.webhookUrl ?? `http://127.0.0.1:${config.port}/webhooks/quickbooks`,
    clientId: simulatorClient.id,
    clientSecret: simulatorClient.secret,
    verifierToken: config.quickBooks.webhookVerifierToken ?? simulatorClient.verifierToken,
    quotas: options.quotas,
    seedCompanies: true,
    sampleCompany: options.sample,
  });
  if (options.reset) simulator.control.reset();
  if (loaded !== undefined) simulator.control.restore(loaded);
  if (storm !== undefined) simulator.control.setStorm({ seed: storm });
  return {
    url: simulator.url,
    companies: simulator.companies,
    stop: async () => {
      if (options.save !== undefined) writeFileSync(options.save, JSON.stringify(simulator.control.snapshot()));
      await simulator.stop();
    },
  };
}

function stormSeed(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw new ConfigError(['--storm: is a whole number, like 7']);
  return Number(text);
}

function readSnapshot(file: string): { changes: [string, string, unknown?][] } {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof value === 'object' && value !== null && 'changes' in value && Array.isArray(value.changes)) {
      return { changes: value.changes };
    }
  } catch (error) {
    throw new ConfigError([
      `--load: ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    ]);
  }
  throw new ConfigError([`--load: ${file} is no snapshot. Write one with --save, or with GET /control/snapshot`]);
}
