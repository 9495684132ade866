/** Laws that hold after any history of acts, accepted or refused. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Decimal, decimal, sum } from '../../src/base/decimal.ts';
import type { Control } from '../../src/simulator/control.ts';
import type { JsonObject } from '../../src/simulator/json.ts';
import { QuickBooksFault } from '../../src/simulator/wire/fault.ts';
import { harbor, type Loose, line, northgate, ridge, start } from './kit.ts';

type Act = (control: Control, realm: string) => void;

const cents = fc.integer({ min: 0, max: 60_000 }).map((amount) => amount / 100);
const customer = fc.constantFrom('1', '2', '3');
const pick = fc.nat({ max: 7 });

const codeIn: Record<string, string[]> = {
  [ridge]: ['TAX', 'NON'],
  [harbor]: ['TAX', 'NON'],
  [northgate]: ['6', '7', '10'],
};

function nth(control: Control, realm: string, entity: string, index: number): Loose {
  const records = control.list(realm, entity);
  return records[index % Math.max(records.length, 1)];
}

const lines = fc.array(fc.tuple(cents, pick), { minLength: 1, maxLength: 4 });
const discount = fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined });

function salesLines(realm: string, parts: [number, number][], percent: number | undefined): JsonObject[] {
  const codes = codeIn[realm] ?? [];
  const sales = parts.map(([amount, code]) => line(amount, { tax: codes[code % codes.length] ?? 'TAX' }));
  if (percent === undefined) return sales;
  const DiscountLineDetail = { PercentBased: true, DiscountPercent: percent };
  return [...sales, { DetailType: 'DiscountLineDetail', DiscountLineDetail }];
}

const createInvoice = fc.tuple(customer, lines, discount, fc.boolean(), cents).map(
  ([id, parts, percent, after, deposit]): Act =>
    (control, realm) => {
      const body: JsonObject = {
        CustomerRef: { value: id },
        Line: salesLines(realm, parts, percent),
        ApplyTaxAfterDiscount: after,
      };
      if (deposit > 300) body.Deposit = deposit;
      control.act(realm, { entity: 'Invoice', operation: 'create', body });
    },
);

const editInvoice = fc.tuple(pick, lines, discount).map(
  ([index, parts, percent]): Act =>
    (control, realm) => {
      const body = { Id: nth(control, realm, 'Invoice', index)?.Id, Line: salesLines(realm, parts, percent) };
      control.act(realm, { entity: 'Invoice', operation: 'update', body });
    },
);

const pay = fc.tuple(pick, pick, cents, cents, cents).map(
  ([first, second, one, two, total]): Act =>
    (control, realm) => {
      const targets = [nth(control, realm, 'Invoice', first), nth(control, realm, 'Invoice', second)];
      const Line = targets.map((target, index) => ({
        Amount: index === 0 ? one : two,
        LinkedTxn: [{ TxnId: target?.Id ?? '0', TxnType: 'Invoice' }],
      }));
      const body = { CustomerRef: targets[0]?.CustomerRef ?? null, TotalAmt: total, Line };
      control.act(realm, { entity: 'Payment', operation: 'create', body });
    },
);

const payOne = fc.tuple(pick, fc.integer({ min: 1, max: 100 })).map(
  ([index, percent]): Act =>
    (control, realm) => {
      const invoice = nth(control, realm, 'Invoice', index);
      control.payInvoice(realm, invoice?.Id ?? '0', Math.floor((invoice?.Balance ?? 0) * percent) / 100);
    },
);

const editPayment = fc.tuple(pick, cents, fc.boolean()).map(
  ([index, total, unapply]): Act =>
    (control, realm) => {
      const payment = nth(control, realm, 'Payment', index);
      const body = { Id: payment?.Id, TotalAmt: total, ...(unapply ? { Line: [] } : {}) };
      control.act(realm, { entity: 'Payment', operation: 'update', body });
    },
);

const memo = fc.tuple(customer, lines).map(
  ([id, parts]): Act =>
    (control, realm) => {
      const body = { CustomerRef: { value: id }, Line: salesLines(realm, parts, undefined) };
      control.act(realm, { entity: 'CreditMemo', operation: 'create', body });
    },
);

const applyMemo = fc.tuple(pick, pick, cents).map(
  ([first, second, amount]): Act =>
    (control, realm) => {
      const invoice = nth(control, realm, 'Invoice', first);
      const credit = nth(control, realm, 'CreditMemo', second);
      const Amount = Math.min(amount, invoice?.Balance ?? 0, credit?.Balance ?? 0);
      const Line = [
        { Amount, LinkedTxn: [{ TxnId: invoice?.Id ?? '0', TxnType: 'Invoice' }] },
        { Amount, LinkedTxn: [{ TxnId: credit?.Id ?? '0', TxnType: 'CreditMemo' }] },
      ];
      const body = { CustomerRef: invoice?.CustomerRef ?? null, TotalAmt: 0, Line };
      control.act(realm, { entity: 'Payment', operation: 'create', body });
    },
);

const end = fc.tuple(fc.constantFrom('Invoice', 'Payment', 'CreditMemo'), fc.constantFrom('void', 'delete'), pick).map(
  ([entity, operation, index]): Act =>
    (control, realm) =>
      void control.act(realm, {
        entity,
        operation: operation === 'void' ? 'void' : 'delete',
        body: { Id: nth(control, realm, entity, index)?.Id },
      }),
);

const history = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: createInvoice },
    editInvoice,
    pay,
    { weight: 3, arbitrary: payOne },
    editPayment,
    memo,
    applyMemo,
    end,
  ),
  { minLength: 1, maxLength: 25 },
);

/** Runs an act and says whether it was accepted; a refusal must have changed nothing. */
function tryAct(control: Control, realm: string, act: Act): boolean {
  const before = JSON.stringify(control.snapshot());
  try {
    act(control, realm);
    return true;
  } catch (error) {
    if (!(error instanceof QuickBooksFault)) throw error;
    expect(JSON.stringify(control.snapshot())).toBe(before);
    return false;
  }
}

function appliedTo(payments: Loose[], type: string, id: string): Decimal {
  const parts = payments.flatMap((payment) =>
    payment.Line.filter((part: Loose) => part.LinkedTxn[0].TxnId === id && part.LinkedTxn[0].TxnType === type),
  );
  return sum(parts.map((part: Loose) => decimal(part.Amount)));
}

function checkBooks(control: Control, realm: string): void {
  const [invoices, payments, memos]: Loose[][] = ['Invoice', 'Payment', 'CreditMemo'].map((entity) =>
    control.list(realm, entity),
  );
  for (const invoice of invoices ?? []) {
    const applied = appliedTo(payments ?? [], 'Invoice', invoice.Id);
    expect(
      decimal(invoice.Balance)
        .plus(invoice.Deposit ?? 0)
        .plus(applied)
        .toFixed(),
    ).toBe(decimal(invoice.TotalAmt).toFixed());
    expect(invoice.Balance).toBeGreaterThanOrEqual(0);
    const linked = (payments ?? [])
      .filter((payment) => appliedTo([payment], 'Invoice', invoice.Id).gt(0))
      .map(({ Id }) => Id);
    expect(invoice.LinkedTxn.map((link: Loose) => link.TxnId).sort()).toEqual(linked.sort());
    expect(salesTotal(invoice).toFixed()).toBe(decimal(invoice.TotalAmt).toFixed());
  }
  for (const payment of payments ?? []) {
    const used = payment.Line.map((part: Loose) =>
      decimal(part.Amount).times(part.LinkedTxn[0].TxnType === 'Invoice' ? -1 : 1),
    );
    expect(sum([decimal(payment.TotalAmt), ...used]).toFixed()).toBe(decimal(payment.UnappliedAmt).toFixed());
    expect(payment.UnappliedAmt).toBeGreaterThanOrEqual(0);
  }
  for (const credit of memos ?? []) {
    const used = appliedTo(payments ?? [], 'CreditMemo', credit.Id);
    expect(decimal(credit.Balance).plus(used).toFixed()).toBe(decimal(credit.TotalAmt).toFixed());
  }
  for (const person of control.list(realm, 'Customer')) {
    const own = (records: Loose[] | undefined) =>
      (records ?? []).filter((record) => record.CustomerRef.value === person.Id);
    const owed = own(invoices).map((invoice) => decimal(invoice.Balance));
    const credits = [
      ...own(payments).map((payment) => decimal(payment.UnappliedAmt)),
      ...own(memos).map((credit) => decimal(credit.Balance)),
    ];
    expect(decimal(Number(person.Balance)).toFixed()).toBe(sum(owed).minus(sum(credits)).toFixed());
  }
}

function salesTotal(invoice: Loose): Decimal {
  const parts = invoice.Line.map((part: Loose) => {
    if (part.DetailType === 'SalesItemLineDetail') return decimal(part.Amount);
    return part.DetailType === 'DiscountLineDetail' ? decimal(part.Amount).times(-1) : decimal(0);
  });
  return sum(parts).plus(invoice.TxnTaxDetail.TotalTax);
}

describe('after any history', () => {
  it.each([ridge, harbor, northgate])('the books of %s add up and a refused act leaves no trace', async (realm) => {
    const { simulator } = await start();
    const { control } = simulator;
    const tally = { accepted: 0, refused: 0 };
    fc.assert(
      fc.property(history, (acts) => {
        control.reset();
        for (const act of acts) tally[tryAct(control, realm, act) ? 'accepted' : 'refused'] += 1;
        checkBooks(control, realm);
      }),
      { numRuns: 40 },
    );
    expect(tally.accepted).toBeGreaterThan(tally.refused / 3); // The law is about books that something happened in.
  });

  it('a SyncToken moves exactly when the content does, and by one', async () => {
    const { simulator } = await start();
    const { control } = simulator;
    const watched = ['Invoice', 'Payment', 'CreditMemo', 'Item'];
    fc.assert(
      fc.property(history, (acts) => {
        control.reset();
        for (const act of acts) {
          const before = new Map(
            watched.flatMap((entity) => control.list(ridge, entity).map((record) => [`${entity}${record.Id}`, record])),
          );
          tryAct(control, ridge, act);
          for (const entity of watched) {
            for (const record of control.list(ridge, entity)) {
              const former = before.get(`${entity}${record.Id}`);
              const steps = former ? Number(record.SyncToken) - Number(former.SyncToken) : Number(record.SyncToken);
              const changed = former !== undefined && content(former) !== content(record);
              if (changed) expect(steps).toBe(1);
              else expect(steps).toBeLessThanOrEqual(former && isVoided(record) ? 1 : 0);
            }
          }
        }
      }),
      { numRuns: 25 },
    );
  });
});

/** The stored content: without what presenting computes from other records. */
function content(record: JsonObject): string {
  const text = JSON.stringify({ ...record, SyncToken: '', MetaData: '' });
  return text.replaceAll(/,?"LineEx":\{"any":\[.*?\]\}/g, '');
}

/** Voiding what is void moves the SyncToken alone. */
function isVoided(record: JsonObject): boolean {
  return String(record.PrivateNote ?? '').startsWith('Voided');
}
