/** What is refused is said in the reader's language: by the catalogue, which knows every sentence, and at the fields. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refusalSentence } from '../../src/http/words/refusals.ts';
import { refusalsFr } from '../../src/http/words/refusals-fr.ts';
import { startApp, type TestApp } from './start-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const source = join(import.meta.dirname, '../../src');
const rooms = ['contract', 'db', 'domain', 'http', 'shop', 'sync'];
/** What only who runs the program reads, what is sent elsewhere, and other catalogues. */
const notRefused =
  /^(http\/(words|present|openapi|operations|quickbooks-webhook|web-page)|db\/(embedded-postgres|encryption-keys|migrate|leases)|sync\/see\.)/;

/** What a webhook endpoint is sent as a test. */
const ofTestDelivery = 'This is a test. Nothing happened.';

/** The sentences in the code: literals that end with a stop and are neither faults of ours nor descriptions. */
function sentences(): Map<string, string> {
  const found = new Map<string, string>();
  for (const room of rooms) {
    for (const name of readdirSync(join(source, room), { recursive: true, encoding: 'utf8' })) {
      const file = `${room}/${name.replaceAll('\\', '/')}`;
      if (!file.endsWith('.ts') || notRefused.test(file)) continue;
      const code = readFileSync(join(source, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
      for (const literal of code.matchAll(/'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g)) {
        const text = (literal[1] ?? literal[2] ?? literal[3] ?? '').replace(/\\(.)/g, '$1');
        const before = code.slice(0, literal.index).trimEnd();
        if (!/^["A-Z“$][^\n]* [^\n]*\.$/.test(text)) continue;
        if (/(\b(Type)?Error\(|description:|summary:|help:)$/.test(before)) continue;
        if (text === ofTestDelivery) continue;
        found.set(text.replace(/\$\{[^}]*\}/g, 'X1'), file);
      }
    }
  }
  return found;
}

test('every sentence that a command or a schema refuses with has its French', () => {
  const all = sentences();
  expect(all.size).toBeGreaterThan(100);
  const missing = [...all].filter(([english]) => refusalSentence(english, 'fr') === english);
  expect(missing).toEqual([]);
});

test('the catalogue takes as many values as the English, and sets French spaces', () => {
  const slots = (text: string) => text.split('{}').length;
  expect(Object.entries(refusalsFr).filter(([english, french]) => slots(english) !== slots(french))).toEqual([]);
  expect(refusalSentence('The account “Till” is inactive.', 'fr')).toBe('Le compte «\u00a0Till\u00a0» est inactif.');
  expect(refusalSentence('There is no such payment method.', 'fr')).toBe('Introuvable\u00a0: mode de paiement.');
  expect(refusalSentence('Something that nobody has translated.', 'fr')).toBe('Something that nobody has translated.');
});

test('a request that prefers French is refused in French, one that prefers nothing in English', async () => {
  const french = { 'accept-language': 'fr' };
  const tax = { name: 'TVA', code: 'TVA20', rate: '20' };
  await app.send('POST', '/taxes', tax);
  const again = await app.send('POST', '/taxes', tax, french);
  expect(again.body).toMatchObject({
    title: 'Impossible pour l’instant',
    code: 'duplicate',
    errors: [{ path: 'code', message: 'Une autre taxe porte ce code.' }],
  });
  expect((await app.send('POST', '/taxes', tax)).body.errors).toEqual([
    { path: 'code', message: 'Another tax has this code.' },
  ]);
  const wrong = await app.send('POST', '/taxes', { name: '', code: 'x'.repeat(200), rate: 'ten' }, french);
  expect(wrong.body.errors).toEqual([
    { path: 'name', message: 'Ce champ est obligatoire.' },
    { path: 'code', message: expect.stringMatching(/^Au plus \d+ caractères\.$/) },
    { path: 'rate', message: 'Saisissez un pourcentage, comme 8,25.' },
  ]);
  expect((await app.send('POST', '/taxes', { name: 'A' })).body.errors[0].message).toBe('This is missing.');
});
