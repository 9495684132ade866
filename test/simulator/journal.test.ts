/** The books on disk: what was answered is there after a kill at any moment, and compaction changes nothing. */
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import type { Index } from '../../src/simulator/state/index-tables.ts';
import { openStore } from '../../src/simulator/state/store.ts';
import { createInvoice, invoiceOf, line, ridge, start } from './kit.ts';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'simulator-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

it('gives equal books when opened again after a kill', async () => {
  const dataDir = folder();
  const { api, simulator } = await start({ dataDir });
  const { Id } = await createInvoice(api, invoiceOf([line(10)], { DocNumber: 'S-1' }));
  simulator.control.payInvoice(ridge, Id, 4);
  simulator.control.setSwitches(ridge, { voidAgain: 'nothing' });
  await api.post('customer', { DisplayName: 'Hilltop Garage' }); // Refused: leaves nothing.
  const killed = folder();
  cpSync(dataDir, killed, { recursive: true });
  const again = await start({ dataDir: killed });
  expect(sorted(again.simulator.control.snapshot())).toEqual(sorted(simulator.control.snapshot()));
  expect(again.simulator.control.switches(ridge).voidAgain).toBe('nothing');
  expect((await createInvoice(again.api, invoiceOf([line(1)]))).Id).toBe(String(Number(Id) + 2));
});

it('drops a commit that was being written when the process died, and nothing else', async () => {
  const dataDir = folder();
  const path = join(dataDir, 'books.jsonl');
  const { api } = await start({ dataDir });
  await createInvoice(api, invoiceOf([line(10)]));
  const whole = statSync(path).size;
  await createInvoice(api, invoiceOf([line(20)]));
  const killed = folder();
  cpSync(dataDir, killed, { recursive: true });
  truncateSync(join(killed, 'books.jsonl'), whole + 25);
  const again = await start({ dataDir: killed });
  expect(again.simulator.control.list(ridge, 'Invoice').map(({ TotalAmt }) => TotalAmt)).toEqual([10]);
  await createInvoice(again.api, invoiceOf([line(30)]));
  const third = await start({ dataDir: killed });
  expect(third.simulator.control.list(ridge, 'Invoice').map(({ TotalAmt }) => TotalAmt)).toEqual([10, 30]);
});

it('cut at any byte holds a prefix of the commits', () => {
  const dataDir = folder();
  const store = openStore(dataDir);
  for (let commit = 1; commit <= 8; commit += 1) {
    store.transact(() => {
      store.put('numbers', 'last', commit);
      store.put('numbers', `row ${commit}`, 'x'.repeat(commit * 7));
    });
  }
  store.close();
  const bytes = readFileSync(join(dataDir, 'books.jsonl'));
  fc.assert(
    fc.property(fc.nat({ max: bytes.length }), (length) => {
      const cut = folderFor(bytes.subarray(0, length));
      const last = cut.get<number>('numbers', 'last') ?? 0;
      expect([...cut.rows('numbers').keys()].filter((id) => id.startsWith('row'))).toHaveLength(last);
      cut.close();
    }),
    { numRuns: 60 },
  );
});

it('takes back a savepoint alone, and a transaction whole', () => {
  const store = openStore(null);
  const act = () =>
    store.transact(() => {
      store.put('t', 'a', 1);
      expect(() =>
        store.transact(() => {
          store.put('t', 'a', 2);
          throw new Error('inner');
        }),
      ).toThrow('inner');
      store.put('t', 'b', store.get('t', 'a'));
      if (store.get('t', 'c') === undefined) store.put('t', 'c', 1);
      else throw new Error('outer');
    });
  act();
  expect(Object.fromEntries(store.rows('t'))).toEqual({ a: 1, b: 1, c: 1 });
  store.transact(() => store.put('t', 'a', 9));
  expect(act).toThrow('outer');
  expect(Object.fromEntries(store.rows('t'))).toEqual({ a: 9, b: 1, c: 1 });
});

it('keeps an index in step with its table, also through a rollback', () => {
  const store = openStore(null);
  const byColour: Index<{ colour?: string }> = { name: 'colour', keyOf: (row) => row.colour };
  const red = () => store.lookup('cars', byColour, 'red').length;
  store.transact(() => store.put('cars', 'a', { colour: 'red' }));
  expect(red()).toBe(1);
  const failing = () =>
    store.transact(() => {
      store.put('cars', 'a', { colour: 'blue' });
      store.put('cars', 'b', { colour: 'red' });
      store.put('cars', 'c', { colour: 'red' });
      expect(red()).toBe(2);
      throw new Error('no');
    });
  expect(failing).toThrow('no');
  expect(store.lookup('cars', byColour, 'red')).toEqual([{ colour: 'red' }]);
  store.transact(() => store.remove('cars', 'a'));
  expect(red()).toBe(0);
  store.load([['cars', 'z', { colour: 'red' }]]);
  expect(red()).toBe(1);
});

it('does not seed twice, nor where it was not asked to', async () => {
  const dataDir = folder();
  const { simulator } = await start({ dataDir });
  const count = simulator.control.list(ridge, 'Customer').length;
  const again = await start({ dataDir });
  expect(again.simulator.control.list(ridge, 'Customer')).toHaveLength(count);
});

function folderFor(bytes: Buffer) {
  const path = mkdtempSync(join(tmpdir(), 'simulator-'));
  appendFileSync(join(path, 'books.jsonl'), bytes);
  const store = openStore(path);
  rmSync(path, { recursive: true, force: true });
  return store;
}

/** Rows in one order; connections that each opening of the test makes are left out. */
function sorted(snapshot: { changes: unknown[] }): string[] {
  return snapshot.changes
    .map((row) => JSON.stringify(row))
    .filter((row) => !/"(grants|accessTokens|refreshTokens)"/.test(row))
    .sort();
}
