/** The law of request ids: the same id gives the first success again, word for word, and never acts twice. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { codesOf, connect, createInvoice, invoiceOf, type Loose, line, ridge, start } from './kit.ts';

describe('a request id', () => {
  it('replays the first answer even when the record is gone, and makes no second one', async () => {
    const { api, simulator, clock } = await start();
    const body = { CustomerRef: { value: '1' }, TotalAmt: 10 };
    const first = await api.post('payment?requestid=abc', body);
    clock.advance(60_000);
    await api.post('payment?operation=delete', { Id: first.body.Payment.Id, SyncToken: '0' });
    const again = await api.post('payment?requestid=abc', body);
    expect(again.text).toBe(first.text);
    expect(again.headers.get('intuit_tid')).not.toBe(first.headers.get('intuit_tid'));
    expect(simulator.control.list(ridge, 'Payment')).toEqual([]);
    expect(simulator.control.requests().map(({ replayed, requestId }) => [replayed, requestId])).toEqual([
      [false, 'abc'],
      [false, null],
      [true, 'abc'],
    ]);
  });

  it('is forgotten after a day, or never, or after what the switch says', async () => {
    const { api, simulator, clock } = await start();
    await api.post('customer?requestid=abc', { DisplayName: 'One' });
    clock.advance(24 * 3_600_000);
    const later = connect(simulator, ridge);
    expect(codesOf(await later.post('customer?requestid=abc', { DisplayName: 'One' }))).toEqual(['6240']);
    simulator.control.setSwitches(ridge, { requestIdHours: null });
    expect((await later.post('customer?requestid=abc', { DisplayName: 'One' })).status).toBe(200);
  });

  it('does not remember a fault, unless a switch says so', async () => {
    const { api, simulator } = await start();
    const stale = { Id: '1', SyncToken: '5', sparse: true, Notes: 'x' };
    expect(codesOf(await api.post('customer?requestid=r', stale))).toEqual(['5010']);
    expect((await api.post('customer?requestid=r', { ...stale, SyncToken: '0' })).status).toBe(200);
    simulator.control.setSwitches(ridge, { requestIdReplaysFaults: true });
    await api.post('customer?requestid=s', stale);
    expect(codesOf(await api.post('customer?requestid=s', { ...stale, SyncToken: '1' }))).toEqual(['5010']);
  });

  it('has at most 50 characters, in a batch 36 with item ids of 10', async () => {
    const { api } = await start();
    const long = (length: number) => 'x'.repeat(length);
    const batch = (bId: string) => ({ BatchItemRequest: [{ bId, Query: 'select * from Term' }] });
    expect(codesOf(await api.post(`customer?requestid=${long(51)}`, { DisplayName: 'a' }))).toEqual(['2130']);
    expect((await api.post(`customer?requestid=${long(50)}`, { DisplayName: 'a' })).status).toBe(200);
    expect(codesOf(await api.post(`batch?requestid=${long(37)}`, batch('a')))).toEqual(['2130']);
    expect(codesOf(await api.post(`batch?requestid=${long(36)}`, batch(long(11))))).toEqual(['2130']);
    expect((await api.post('batch', batch(long(11)))).status).toBe(200);
  });

  it('with another body answers the first again, or 600 by a switch', async () => {
    const { api, simulator } = await start();
    const first = await api.post('customer?requestid=r', { DisplayName: 'One' });
    expect((await api.post('customer?requestid=r', { DisplayName: 'Two' })).text).toBe(first.text);
    simulator.control.setSwitches(ridge, { requestIdOtherBody: 'fault600' });
    expect(codesOf(await api.post('customer?requestid=r', { DisplayName: 'Two' }))).toEqual(['600']);
  });

  it('replays a whole batch, faults of items included', async () => {
    const { api, simulator } = await start();
    const items = [
      { bId: 'a', operation: 'create', Customer: { DisplayName: 'One' } },
      { bId: 'b', operation: 'create', Customer: { DisplayName: 'Hilltop Garage' } },
    ];
    const first = await api.post('batch?requestid=r', { BatchItemRequest: items });
    expect((await api.post('batch?requestid=r', { BatchItemRequest: items })).text).toBe(first.text);
    expect(simulator.control.list(ridge, 'Customer')).toHaveLength(5);
  });

  it('survives a kill: the journal knows it', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'simulator-'));
    onTestFinished(() => rmSync(dataDir, { recursive: true }));
    const first = await start({ dataDir });
    const body = invoiceOf([line(10)]);
    const answer = await first.api.post('invoice?requestid=r', body);
    const second = await start({ dataDir }); // The first one still runs: nothing was closed in order.
    expect((await second.api.post('invoice?requestid=r', body)).text).toBe(answer.text);
    expect(second.simulator.control.list(ridge, 'Invoice')).toHaveLength(1);
  });

  it('makes any sequence of sends, lost answers and repeats create each thing once', async () => {
    const { simulator } = await start();
    const api = connect(simulator, ridge);
    const fault = fc.constantFrom('none', 'drop-before', 'drop-after', '503', '503-after', 'empty', 'truncated');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fault, { maxLength: 4 }), { minLength: 1, maxLength: 4 }),
        async (sequence) => {
          simulator.control.resetRequests();
          const before = simulator.control.list(ridge, 'Invoice').length;
          for (const [index, faults] of sequence.entries()) {
            const path = `invoice?requestid=${simulator.control.list(ridge, 'Invoice').length}-${before}-${index}`;
            for (const kind of [...faults, 'none']) {
              if (kind !== 'none') simulator.control.addFault({ kind: kind as Loose });
              await api.post(path, invoiceOf([line(10)])).catch(() => undefined);
            }
          }
          expect(simulator.control.list(ridge, 'Invoice')).toHaveLength(before + sequence.length);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('is not minded on reads', async () => {
    const { api } = await start();
    const { Id } = await createInvoice(api, invoiceOf([line(10)]));
    await api.get(`invoice/${Id}?requestid=r`);
    await api.post('invoice?operation=delete', { Id, SyncToken: '0' });
    expect((await api.get(`invoice/${Id}?requestid=r`)).status).toBe(400);
  });
});
