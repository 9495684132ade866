/** What QuickBooks was asked to do, as the simulator has counted it. */
import type { Simulator } from '../src/simulator/simulator.ts';

export interface Work {
  requests: number;
  batches: number;
  /** Reads and writes, those in batches too. */
  operations: number;
  reads: number;
  writes: number;
  /** Answers 429. */
  throttled: number;
}

const reading: ReadonlySet<string> = new Set(['read', 'query', 'cdc', 'report', 'pdf']);

export function workOf(simulator: Simulator): Work {
  const requests = simulator.control.requests();
  const operations = requests.flatMap((request) => (request.operation === 'batch' ? request.items : [request]));
  const reads = requests.reduce((sum, request) => sum + request.reads, 0);
  return {
    requests: requests.length,
    batches: requests.filter((request) => request.operation === 'batch').length,
    operations: operations.length,
    reads,
    writes: operations.filter(({ operation }) => !reading.has(operation)).length,
    throttled: requests.filter((request) => request.status === 429).length,
  };
}

/** The invoices named `INV-...` or by a script, their sum and what is open: both sides of a comparison must have done the same. */
export function invoiced(simulator: Simulator, realmId: string): { count: number; cents: number; openCents: number } {
  const made = simulator.control
    .list(realmId, 'Invoice')
    .filter((invoice) => /^(INV|SCRIPT)-/.test(String(invoice.DocNumber ?? '')));
  const cents = (field: string) => made.reduce((sum, invoice) => sum + Math.round(Number(invoice[field]) * 100), 0);
  return { count: made.length, cents: cents('TotalAmt'), openCents: cents('Balance') };
}
