import { expect, test } from 'vitest';
import { wireAmount } from '../../src/quickbooks/amount.ts';
import { Line } from '../../src/quickbooks/lines.ts';
import type { InvoiceWrite, PaymentWrite } from '../../src/quickbooks/writes.ts';

test('a body is written with exact numbers, and an unknown line goes back as it came', () => {
  const came = { Id: '6', Amount: 3.25, DetailType: 'TDSLineDetail', TDSLineDetail: { Rate: 1.5 } };
  const unknown = Line.parse(came);
  if (unknown.DetailType !== 'Opaque') throw new Error('The line was taken for one that we know.');
  const write: InvoiceWrite = {
    Id: '501',
    SyncToken: '2',
    sparse: true,
    CustomerRef: { value: '12' },
    Line: [
      {
        DetailType: 'SalesItemLineDetail',
        Amount: wireAmount('0.30'),
        SalesItemLineDetail: { ItemRef: { value: '31' }, Qty: wireAmount('3'), UnitPrice: wireAmount('0.1') },
      },
      unknown.raw,
    ],
  };
  const sent = JSON.stringify(write);
  expect(sent).toContain('"Amount":0.3,');
  expect(sent).toContain('"Qty":3,"UnitPrice":0.1}');
  expect(JSON.parse(sent).Line[1]).toEqual(came);
});

test('the types refuse a number that nobody checked, and an update without its SyncToken', () => {
  // @ts-expect-error 0.1 + 0.2 is not an amount
  const unchecked: PaymentWrite = { CustomerRef: { value: '12' }, TotalAmt: 0.1 + 0.2 };
  // @ts-expect-error an update names the SyncToken that it is based on
  const blind: PaymentWrite = { Id: '620', CustomerRef: { value: '12' }, TotalAmt: wireAmount('1') };
  expect([unchecked, blind]).toHaveLength(2);
});
