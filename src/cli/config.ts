/** The environment, parsed once. Whatever is wrong is said together, by the name of its variable. */
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { endpoint, UnsafeEndpoint } from '../quickbooks/endpoint.ts';

export class ConfigError extends Error {
  constructor(problems: readonly string[]) {
    super(`The environment is not as it must be:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

const port = z.coerce.number().int().min(0).max(65_535);
const encryptionKey = z.string().min(16, 'needs at least 16 characters');
const filled = z.string().min(1).optional();
const sender = /^(?:[^<>\r\n]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/;

const environment = z.object({
  PORT: port.default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: z.url().optional(),
  DATABASE_URL: filled,
  DATABASE_DIRECT_URL: filled,
  DATA_DIR: z.string().default('data'),
  ENCRYPTION_KEY: encryptionKey.optional(),
  ENCRYPTION_KEY_OLD: encryptionKey.optional(),
  QBO_ENVIRONMENT: z.enum(['simulator', 'sandbox', 'production']).default('simulator'),
  QBO_CLIENT_ID: filled,
  QBO_CLIENT_SECRET: filled,
  QBO_WEBHOOK_VERIFIER_TOKEN: filled,
  QBO_AUTHORIZE_URL: z.url().optional(),
  QBO_TOKEN_URL: z.url().optional(),
  QBO_REVOKE_URL: z.url().optional(),
  QBO_API_URL: z.url().optional(),
  QBO_APP_URL: z.url().optional(),
  QBO_SWEEP_SECONDS: z.coerce
    .number()
    .positive()
    .max(86_400 * 30)
    .optional(),
  SIMULATOR_PORT: port.default(4010),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must begin with smtp:// or smtps://' }).optional(),
  MAIL_FROM: z.string().regex(sender, 'is an address, like "Tandem <tandem@example.com>"').optional(),
  KEEP_HISTORY_DAYS: z.coerce.number().int().min(90, 'is at least 90, or absent').optional(),
  ALLOW_PRIVATE_WEBHOOKS: z.enum(['true', 'false']).default('false'),
  METRICS_TOKEN: filled,
  TRUST_PROXY: z.enum(['true', 'false']).default('false'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
});

export interface QuickBooksConfig {
  environment: 'simulator' | 'sandbox' | 'production';
  clientId: string;
  clientSecret: string;
  webhookVerifierToken: string | null;
  authorizeUrl: string;
  tokenUrl: string;
  revokeUrl: string;
  apiUrl: string;
  appUrl: string;
  /** null: 15 minutes, backing off. */
  sweepSeconds: number | null;
}

export interface MailConfig {
  smtpUrl: string;
  from: string;
}

export interface Config {
  port: number;
  host: string;
  publicUrl: string;
  databaseUrl: string | null;
  databaseDirectUrl: string | null;
  dataDir: string;
  /** null: not given; only the demo starts without. */
  encryptionKey: string | null;
  /** What is still sealed under this one can be read too; null: there is no former key. */
  formerEncryptionKey: string | null;
  quickBooks: QuickBooksConfig;
  simulatorPort: number;
  /** null: no e-mail is sent. */
  mail: MailConfig | null;
  /** How long former states of QuickBooks' records are kept; null: for good. */
  keepHistoryDays: number | null;
  /** Outgoing webhooks may go to this machine and its network: for development. */
  allowPrivateWebhooks: boolean;
  metricsToken: string | null;
  trustProxy: boolean;
  logLevel: string;
}

export const simulatorClient = { id: 'tandem', secret: 'tandem-secret', verifierToken: 'tandem-verifier' } as const;

const intuit = {
  authorizeUrl: 'https://appcenter.intuit.com/connect/oauth2',
  tokenUrl: 'https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer',
  revokeUrl: 'https://developer.api.intuit.com/v2/oauth2/tokens/revoke',
};
const hosts = {
  sandbox: {
    ...intuit,
    apiUrl: 'https://sandbox-quickbooks.api.intuit.com',
    appUrl: 'https://app.sandbox.qbo.intuit.com',
  },
  production: { ...intuit, apiUrl: 'https://quickbooks.api.intuit.com', appUrl: 'https://qbo.intuit.com' },
};

export function readConfig(variables: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  }
  const env = parsed.data;
  return {
    port: env.PORT,
    host: env.HOST,
    publicUrl: (env.PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/+$/, ''),
    databaseUrl: env.DATABASE_URL ?? null,
    databaseDirectUrl: env.DATABASE_DIRECT_URL ?? null,
    dataDir: resolve(env.DATA_DIR),
    encryptionKey: env.ENCRYPTION_KEY ?? null,
    formerEncryptionKey: env.ENCRYPTION_KEY_OLD ?? null,
    quickBooks: quickBooks(env),
    simulatorPort: env.SIMULATOR_PORT,
    mail: mail(env),
    keepHistoryDays: env.KEEP_HISTORY_DAYS ?? null,
    allowPrivateWebhooks: env.ALLOW_PRIVATE_WEBHOOKS === 'true',
    metricsToken: env.METRICS_TOKEN ?? null,
    trustProxy: env.TRUST_PROXY === 'true',
    logLevel: env.LOG_LEVEL,
  };
}

function mail(env: z.output<typeof environment>): MailConfig | null {
  if (!env.SMTP_URL) return null;
  if (!env.MAIL_FROM) throw new ConfigError(['MAIL_FROM: is needed to send e-mail by SMTP_URL']);
  return { smtpUrl: env.SMTP_URL, from: env.MAIL_FROM };
}

function quickBooks(env: z.output<typeof environment>): QuickBooksConfig {
  const simulated = env.QBO_ENVIRONMENT === 'simulator';
  const base =
    env.QBO_ENVIRONMENT === 'simulator'
      ? simulatorHosts(`http://127.0.0.1:${env.SIMULATOR_PORT}`)
      : hosts[env.QBO_ENVIRONMENT];
  const problems: string[] = [];
  if (!simulated && !env.QBO_CLIENT_ID) problems.push('QBO_CLIENT_ID: is needed to talk to Intuit');
  if (!simulated && !env.QBO_CLIENT_SECRET) problems.push('QBO_CLIENT_SECRET: is needed to talk to Intuit');
  const urls = {
    authorizeUrl: env.QBO_AUTHORIZE_URL ?? base.authorizeUrl,
    tokenUrl: env.QBO_TOKEN_URL ?? base.tokenUrl,
    revokeUrl: env.QBO_REVOKE_URL ?? base.revokeUrl,
    apiUrl: env.QBO_API_URL ?? base.apiUrl,
    appUrl: (env.QBO_APP_URL ?? base.appUrl).replace(/\/+$/, ''),
  };
  const variable = {
    authorizeUrl: 'QBO_AUTHORIZE_URL',
    tokenUrl: 'QBO_TOKEN_URL',
    revokeUrl: 'QBO_REVOKE_URL',
    apiUrl: 'QBO_API_URL',
    appUrl: 'QBO_APP_URL',
  };
  for (const [key, name] of Object.entries(variable)) {
    const problem = unsafe(urls[key as keyof typeof variable]);
    if (problem) problems.push(`${name}: ${problem}`);
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return {
    environment: env.QBO_ENVIRONMENT,
    clientId: env.QBO_CLIENT_ID ?? simulatorClient.id,
    clientSecret: env.QBO_CLIENT_SECRET ?? simulatorClient.secret,
    webhookVerifierToken: env.QBO_WEBHOOK_VERIFIER_TOKEN ?? (simulated ? simulatorClient.verifierToken : null),
    sweepSeconds: env.QBO_SWEEP_SECONDS ?? null,
    ...urls,
  };
}

function unsafe(url: string): string | null {
  try {
    endpoint(url);
    return null;
  } catch (error) {
    if (error instanceof UnsafeEndpoint) return error.message;
    throw error;
  }
}

export function simulatorHosts(url: string) {
  return {
    authorizeUrl: `${url}/connect/oauth2`,
    tokenUrl: `${url}/oauth2/v1/tokens/bearer`,
    revokeUrl: `${url}/v2/oauth2/tokens/revoke`,
    apiUrl: url,
    appUrl: url,
  };
}

/** The folder of the program: where migrations and the built page lie. */
export function programFolder(): string {
  // Bundled the file is dist/tandem.mjs; from the sources it is src/cli/config.ts.
  const here = import.meta.dirname;
  return here.endsWith('dist') ? join(here, '..') : join(here, '../..');
}
