/** Batches and change data capture. */
import { describe, expect, it } from 'vitest';
import { codesOf, connect, createInvoice, invoiceOf, type Loose, line, paymentOn, ridge, start } from './kit.ts';

const day = 24 * 3_600_000;

describe('a batch', () => {
  it('gives each item its own fate', async () => {
    const { api, simulator } = await start();
    const { Id } = await createInvoice(api, invoiceOf([line(10)], { DocNumber: 'S-1' }));
    const payment = simulator.control.payInvoice(ridge, Id, 4);
    const answer = await api.post('batch', {
      BatchItemRequest: [
        { bId: 'a', operation: 'create', Customer: { DisplayName: 'New customer' } },
        { bId: 'b', operation: 'update', Customer: { Id: '1', SyncToken: '9', sparse: true, Notes: 'x' } },
        { bId: 'c', operation: 'delete', Invoice: { Id: '999', SyncToken: '0' } },
        {
          bId: 'd',
          operation: 'update',
          optionsData: 'void',
          Payment: { Id: payment.Id, SyncToken: '0', sparse: true },
        },
        { bId: 'e', Query: "select * from Invoice where DocNumber = 'S-1'" },
        { bId: 'f', operation: 'create', Budget: {} },
        { bId: 'g', Query: 'select * from' },
        { bId: 'h', operation: 'create', Invoice: invoiceOf([line(1)], { DocNumber: 'S-1' }) },
        {
          bId: 'i',
          operation: 'create',
          optionsData: 'allowduplicatedocnum',
          Invoice: invoiceOf([line(1)], { DocNumber: 'S-1' }),
        },
      ],
    });
    expect(answer.status).toBe(200);
    const items: Loose[] = answer.body.BatchItemResponse;
    expect(items.map(({ bId }) => bId).join('')).toBe('abcdefghi');
    expect(items.map((item) => item.Fault?.Error[0].code ?? 'done')).toEqual([
      'done',
      '5010',
      '610',
      'done',
      'done',
      '500',
      '4000',
      '6140',
      'done',
    ]);
    expect(Object.keys(items[0])).toEqual(['Customer', 'bId']);
    expect(items[1]).toMatchObject({ Fault: { type: 'ValidationFault', Error: [{ element: '' }] } });
    expect(items[4].QueryResponse.Invoice[0]).toMatchObject({ Id, Balance: 6 });
    expect(simulator.control.read(ridge, 'Invoice', Id)).toMatchObject({ Balance: 10 });
    expect(simulator.control.requests().at(-1)).toMatchObject({ operation: 'batch', batchItems: 9, reads: 2 });
  });

  it('lets no item use what another one created, but each commits', async () => {
    const { api, simulator } = await start();
    const next = String(Number((await createInvoice(api, invoiceOf([line(1)]))).Id) + 1);
    const items = [
      { bId: 'a', operation: 'create', Invoice: invoiceOf([line(50)]) },
      { bId: 'b', operation: 'create', Payment: paymentOn(next, 50) },
      { bId: 'c', Query: `select * from Invoice where Id = '${next}'` },
    ];
    const [created, paid, found]: Loose[] = (await api.post('batch', { BatchItemRequest: items })).body
      .BatchItemResponse;
    expect([created.Invoice.Id, paid.Fault.Error[0].code, found.QueryResponse]).toEqual([next, '610', {}]);
    expect((await api.get(`invoice/${next}`)).status).toBe(200);
    simulator.control.setSwitches(ridge, { batchVisibility: 'visible' });
    const after = String(Number(next) + 1);
    const again = [{ ...items[0] }, { bId: 'b', operation: 'create', Payment: paymentOn(after, 50) }] as Loose;
    expect((await api.post('batch', { BatchItemRequest: again })).body.BatchItemResponse[1].Payment.UnappliedAmt).toBe(
      0,
    );
  });

  it('of 31 items is too large', async () => {
    const { api } = await start();
    const items = Array.from({ length: 31 }, (_, index) => ({ bId: String(index), Query: 'select * from Term' }));
    expect(codesOf(await api.post('batch', { BatchItemRequest: items }))).toEqual(['1040']);
    expect((await api.post('batch', { BatchItemRequest: items.slice(1) })).body.BatchItemResponse).toHaveLength(30);
  });

  it('voids invoices only where a switch says so, and can answer in another order', async () => {
    const { api, simulator } = await start();
    const { Id } = await createInvoice(api, invoiceOf([line(10)]));
    const items = [
      { bId: 'a', operation: 'update', optionsData: 'void', Invoice: { Id, SyncToken: '0', sparse: true } },
      { bId: 'b', Query: 'select * from Term' },
    ];
    expect((await api.post('batch', { BatchItemRequest: items })).body.BatchItemResponse[0].Fault.Error[0].code).toBe(
      '500',
    );
    simulator.control.setSwitches(ridge, { batchInvoiceVoid: true, batchReplies: 'reversed' });
    const { BatchItemResponse } = (await api.post('batch', { BatchItemRequest: items })).body;
    expect([BatchItemResponse[0].bId, BatchItemResponse[1].Invoice.TotalAmt]).toEqual(['b', 0]);
  });
});

describe('change data capture', () => {
  it('shows what changed since, deleted records as stubs, and nothing as an empty block', async () => {
    const { api, clock, simulator } = await start();
    const old = await createInvoice(api, invoiceOf([line(1)]));
    const gone = await createInvoice(api, invoiceOf([line(2)]));
    clock.advance(60_000);
    const since = '2026-09-28T12:00:30-07:00';
    await api.post('invoice?operation=delete', { Id: gone.Id, SyncToken: '0' });
    const paid = simulator.control.payInvoice(ridge, old.Id);
    const { body } = await api.get(
      `cdc?entities=Invoice,payment,Item,Customer&changedSince=${encodeURIComponent(since)}`,
    );
    expect(Object.keys(body)).toEqual(['CDCResponse', 'time']);
    const [invoices, payments, items, customers] = body.CDCResponse[0].QueryResponse;
    expect(invoices.Invoice).toEqual([
      expect.objectContaining({ Id: old.Id, Balance: 0, SyncToken: '1' }),
      { domain: 'QBO', status: 'Deleted', Id: gone.Id, MetaData: { LastUpdatedTime: '2026-09-28T12:01:00-07:00' } },
    ]);
    expect([invoices.startPosition, invoices.maxResults]).toEqual([1, 2]);
    expect(payments.Payment[0].Id).toBe(paid.Id);
    expect(items).toEqual({});
    expect(customers.Customer[0]).toMatchObject({ Id: '1', SyncToken: '0' });
  });

  it('answers nothing for what QuickBooks has and cannot be made here, beside the rest of the list', async () => {
    const { api } = await start();
    await createInvoice(api, invoiceOf([line(1)]));
    const { body } = await api.get('cdc?entities=Budget,Invoice&changedSince=2026-09-28T00:00:00Z');
    const [budgets, invoices] = body.CDCResponse[0].QueryResponse;
    expect([budgets, invoices.maxResults]).toEqual([{}, 1]);
  });

  it('counts a block of deletions alone without a start position', async () => {
    const { api, clock } = await start();
    const { Id } = await createInvoice(api, invoiceOf([line(2)]));
    clock.advance(2_000);
    await api.post('invoice?operation=delete', { Id, SyncToken: '0' });
    const [block] = (await api.get('cdc?entities=Invoice&changedSince=2026-09-28T12:00:01')).body.CDCResponse[0]
      .QueryResponse;
    expect(Object.keys(block)).toEqual(['Invoice', 'maxResults', 'totalCount']);
  });

  it('reaches thirty days back and no further', async () => {
    const { api, simulator, clock } = await start();
    const { Id } = await createInvoice(api, invoiceOf([line(2)]));
    clock.advance(31 * day);
    const late = connect(simulator, ridge);
    const path = 'cdc?entities=Invoice&changedSince=2026-09-01T00:00:00Z';
    expect((await late.get(path)).body.CDCResponse[0].QueryResponse).toEqual([{}]);
    simulator.control.setSwitches(ridge, { cdcBeyond30Days: 'refuse' });
    expect(codesOf(await late.get(path))).toEqual(['2070']);
    expect((await late.get(`invoice/${Id}`)).status).toBe(200);
  });

  it('answers a thousand objects at most, over all entities', async () => {
    const { api, simulator } = await start();
    for (let index = 0; index < 1010; index += 1) {
      simulator.control.act(ridge, { entity: 'Class', operation: 'create', body: { Name: `Class ${index}` } });
    }
    const path = 'cdc?entities=Term,Class,Customer&changedSince=2026-09-28T00:00:00Z';
    const [terms, classes, customers] = (await api.get(path)).body.CDCResponse[0].QueryResponse;
    expect([terms.maxResults, classes.maxResults, customers]).toEqual([4, 996, {}]);
  });

  it.each([
    ['cdc?changedSince=2026-09-28T00:00:00Z', '2020'],
    ['cdc?entities=Invoice', '2020'],
    ['cdc?entities=Invoice&changedSince=yesterday', '2060'],
    ['cdc?entities=TaxCode&changedSince=2026-09-28T00:00:00Z', '500'],
    ['cdc?entities=TimeActivity&changedSince=2026-09-28T00:00:00Z', '500'],
  ])('refuses %s', async (path, code) => {
    const { api } = await start();
    expect(codesOf(await api.get(path))).toEqual([code]);
  });
});
