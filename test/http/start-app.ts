/** The web part over real HTTP and a real Postgres, with one company and one key of its owner. */
import { once } from 'node:events';
import { createAdaptorServer } from '@hono/node-server';
import { Registry } from 'prom-client';
import { createLogger } from '../../src/base/log.ts';
import { createSeal } from '../../src/base/seal.ts';
import { createAdmin } from '../../src/cli/admin.ts';
import { createCompanyApiKey } from '../../src/cli/api-key.ts';
import type { Database } from '../../src/db/database.ts';
import { Refused } from '../../src/domain/refused.ts';
import { createApp } from '../../src/http/app.ts';
import type { HttpConfig } from '../../src/http/context.ts';
import type { Services } from '../../src/http/services.ts';
import { testDatabase } from '../kit/postgres.ts';
import { checkAnswer } from './check-answer.ts';

export interface Answer {
  status: number;
  headers: Headers;
  // Tests read answers by their contract; check-answer.ts holds them against its schemas.
  // biome-ignore lint/suspicious/noExplicitAny: see above.
  body: any;
}

export type Send = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;

export interface TestApp {
  url: string;
  database: Database;
  now: { value: Date };
  companyId: string;
  key: string;
  /** As the company's owner, by key. Every answer is held against the schema of its route. */
  send: Send;
  sendAs(key: string | null): Send;
  addCompany(name: string, options?: { currency?: string }): Promise<{ companyId: string; key: string; email: string }>;
  close(): Promise<void>;
}

export const password = 'correct horse battery';

export async function startApp(config: Partial<HttpConfig> = {}): Promise<TestApp> {
  const { database, drop } = await testDatabase();
  const now = { value: new Date('2026-11-24T10:00:00Z') };
  const clock = { now: () => now.value };
  const closing = new AbortController();
  const server = createAdaptorServer({ fetch: (request, env) => app.fetch(request, env) });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const app = createApp({
    database,
    clock,
    log: createLogger({ level: process.env.TEST_LOG ?? 'silent' }),
    metrics: new Registry(),
    config: {
      publicUrl: url,
      cookieSecure: false,
      webhookVerifierToken: null,
      quickBooksAppUrl: 'https://books.test',
      setUpCode: 'abcd-efgh-jkmn-pqrs',
      quickBooksEnvironment: 'simulator',
      metricsToken: null,
      webFolder: null,
      requestsPerMinute: 100_000,
      trustProxy: false,
      allowPrivateWebhooks: false,
      keepHistoryDays: null,
      ...config,
    },
    services: noServices(),
    seal: createSeal('a key for tests only'),
    closing: closing.signal,
  });

  async function addCompany(name: string, options: { currency?: string } = {}) {
    const email = `owner@${name.toLowerCase().replaceAll(' ', '-')}.test`;
    const { companyId } = await createAdmin(database, clock, {
      company: name,
      email,
      password,
      country: 'FR',
      currency: options.currency ?? 'EUR',
      timeZone: 'Europe/Paris',
      language: 'en',
    });
    return { companyId, email, key: await createCompanyApiKey(database, clock, { company: companyId }) };
  }

  const sendAs =
    (key: string | null): Send =>
    (method, path, body, headers) =>
      request({ url, key, method, path, body, headers });
  const { companyId, key } = await addCompany('Northside');
  return {
    url,
    database,
    now,
    companyId,
    key,
    send: sendAs(key),
    sendAs,
    addCompany,
    async close() {
      closing.abort();
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await drop();
    },
  };
}

/** The sync is not part of these tests: what needs it is answered with 503, and the stories of test/flows try it. */
function noServices(): Services {
  const absent = () => Promise.reject(new Refused('unavailable', 'The sync is not part of this test.'));
  // The cast stands for the members, each of which is a function that answers with a promise.
  return new Proxy({}, { get: () => absent }) as Services;
}

async function request(of: {
  url: string;
  key: string | null;
  method: string;
  path: string;
  body: unknown;
  headers: Record<string, string> | undefined;
}): Promise<Answer> {
  const path = `/api/v1${of.path}`;
  const response = await fetch(of.url + path, {
    method: of.method,
    redirect: 'manual',
    headers: {
      ...(of.key === null ? {} : { Authorization: `Bearer ${of.key}` }),
      ...(of.body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...of.headers,
    },
    ...(of.body === undefined ? {} : { body: typeof of.body === 'string' ? of.body : JSON.stringify(of.body) }),
  });
  const text = await response.text();
  const type = response.headers.get('content-type') ?? '';
  const body = type.includes('json') ? JSON.parse(text) : text;
  checkAnswer({ method: of.method, path, status: response.status, type, body });
  return { status: response.status, headers: response.headers, body };
}
