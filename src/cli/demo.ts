/**
 * `tandem demo`: the whole program on the simulated QuickBooks, with a shop that is connected and set up. The data is kept;
 * the second start finds it again.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../base/clock.ts';
import { secretText } from '../base/random.ts';
import { startSimulator } from '../simulator/simulator.ts';
import { type Config, readConfig, simulatorClient } from './config.ts';
import { seedDemo } from './demo-seed.ts';
import { startServing } from './serve.ts';

export interface Demo {
  url: string;
  simulatorUrl: string;
  email: string;
  password: string;
  stop(): Promise<void>;
}

const email = 'owner@ridge.example';

export async function startDemo(variables: NodeJS.ProcessEnv, say: (line: string) => void): Promise<Demo> {
  const config = demoConfig(variables);
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  say('Starting the database …');
  const serving = await startServing(config, { web: true, worker: true });
  const simulator = await startSimulator({
    clock: systemClock,
    port: config.simulatorPort,
    dataDir: join(config.dataDir, 'simulator'),
    webhookUrl: `http://127.0.0.1:${serving.port}/webhooks/quickbooks`,
    clientId: simulatorClient.id,
    clientSecret: simulatorClient.secret,
    verifierToken: simulatorClient.verifierToken,
    quotas: true,
    seedCompanies: true,
  }).catch(async (error) => {
    await serving.stop();
    throw error;
  });
  const stop = async () => {
    await serving.stop();
    await simulator.stop();
  };
  try {
    const password = await demoPassword(config, async (chosen) => {
      say('Making a shop and connecting it to the simulated QuickBooks …');
      await seedDemo({ serving, publicUrl: config.publicUrl, email, password: chosen });
    });
    return { url: config.publicUrl, simulatorUrl: simulator.url, email, password, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function demoConfig(variables: NodeJS.ProcessEnv): Config {
  const config = readConfig({ ...variables, QBO_ENVIRONMENT: 'simulator' });
  return {
    ...config,
    dataDir: variables.DATA_DIR ? config.dataDir : join(config.dataDir, 'demo'),
    // The demo's tokens open nothing but the simulator on this machine.
    encryptionKey: config.encryptionKey ?? 'the demo keeps no secret',
    logLevel: variables.LOG_LEVEL ?? 'warn',
  };
}

/** Made up once for each data folder, and kept there; seeding happens before it is kept, so that it is done whole or again. */
async function demoPassword(config: Config, seed: (password: string) => Promise<void>): Promise<string> {
  const file = join(config.dataDir, 'demo.password');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  const password = secretText(9);
  await seed(password);
  writeFileSync(file, `${password}\n`, { mode: 0o600 });
  return password;
}
