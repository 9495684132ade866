/** What is there beside the API: the document, health, measurements, live events and the page's files. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from './start-app.ts';

let app: TestApp;
const webFolder = mkdtempSync(join(tmpdir(), 'tandem-web-'));
beforeAll(async () => {
  mkdirSync(join(webFolder, 'assets'));
  writeFileSync(join(webFolder, 'index.html'), '<!doctype html><title>Tandem</title>');
  writeFileSync(join(webFolder, 'assets/app-1.js'), 'console.log(1)');
  app = await startApp({ webFolder, metricsToken: 'measure' });
});
afterAll(async () => {
  await app.close();
  rmSync(webFolder, { recursive: true });
});

const get = (path: string, headers: Record<string, string> = {}) => fetch(app.url + path, { headers });

test('the document needs no key', async () => {
  const response = await get('/api/v1/openapi.json');
  expect(response.status).toBe(200);
  const document = (await response.json()) as { openapi: string; servers: unknown[] };
  expect(document).toMatchObject({ openapi: '3.1.0', servers: [{ url: `${app.url}/api/v1` }] });
});

test('health, readiness and measurements', async () => {
  expect(await (await get('/healthz')).json()).toEqual({ status: 'ok' });
  expect((await get('/readyz')).status).toBe(200);
  await app.send('GET', '/company');
  const metrics = await (await get('/metrics')).text();
  expect(metrics).toContain('tandem_http_request_seconds_count{method="GET",route="/company",status="200"}');
  // What a proxy on this machine passes on does not come from this machine.
  const passedOn = { 'X-Forwarded-For': '203.0.113.9' };
  expect((await get('/metrics', passedOn)).status).toBe(403);
  expect((await get('/metrics', { ...passedOn, Authorization: 'Bearer measure' })).status).toBe(200);
  expect((await get('/metrics', { ...passedOn, Authorization: 'Bearer guess' })).status).toBe(403);
});

test('without a verifier token webhooks of QuickBooks are answered with 503, whatever they bear', async () => {
  const headers = { 'intuit-signature': 'c2lnbmVk', 'content-type': 'application/json' };
  const response = await fetch(`${app.url}/webhooks/quickbooks`, { method: 'POST', headers, body: '{}' });
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ code: 'unavailable' });
});

describe('the page', () => {
  test('is given for every address that is its own', async () => {
    for (const path of ['/', '/invoices', '/settings/integrations/quickbooks?connected=1', '/../../etc/passwd']) {
      const response = await get(path);
      expect(response.status).toBe(200);
      expect(await response.text()).toContain('<title>Tandem</title>');
      expect(response.headers.get('cache-control')).toBe('no-cache');
      expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
    }
  });

  test('has files that may be kept, and none that are not there', async () => {
    const file = await get('/assets/app-1.js');
    expect(file.headers.get('content-type')).toContain('javascript');
    expect(file.headers.get('cache-control')).toContain('immutable');
    for (const path of [
      '/assets/app-2.js',
      '/assets/..%2f..%2fpackage.json',
      '/api/v2',
      '/api/v1/nothing',
      '/webhooks/x',
    ]) {
      const response = await get(path);
      expect(response.status, path).toBe(404);
      expect(response.headers.get('content-type')).toBe('application/problem+json');
    }
  });
});

test('open pages hear of changes of their own company', async () => {
  const other = await app.addCompany('Southside');
  const listen = async (key: string) => {
    const stop = new AbortController();
    const response = await fetch(`${app.url}/api/v1/live`, {
      headers: { Authorization: `Bearer ${key}` },
      signal: stop.signal,
    });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    return { stop, heard: async () => new TextDecoder().decode((await reader.read()).value) };
  };
  const [north, south] = [await listen(app.key), await listen(other.key)];
  expect(await north.heard()).toContain('hello');
  expect(await south.heard()).toContain('hello');
  await app.send('POST', '/clients', { firstName: 'Ada' });
  expect(await north.heard()).toContain('event: change');
  await app.sendAs(other.key)('POST', '/clients', { firstName: 'Bob' });
  expect(await south.heard()).toContain('event: change');
  for (const page of [north, south]) page.stop.abort();
  expect((await get('/api/v1/live')).status).toBe(401);
});
