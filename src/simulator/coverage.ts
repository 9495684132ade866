/** What is modelled, by entity and operation: the dispatcher refuses what is refused here, and a test holds the rest true. */
import { coverageNotes } from './coverage-notes.ts';
import { type EntityName, entityNames } from './entity.ts';

export type Operation = 'create' | 'update' | 'void' | 'delete' | 'read' | 'query' | 'cdc' | 'send' | 'pdf';
export type Support = 'supported' | 'partial' | 'refused';

const operations: readonly Operation[] = ['create', 'update', 'void', 'delete', 'read', 'query', 'cdc', 'send', 'pdf'];

/** Sent by e-mail (to nobody: it is noted) and shown as PDF. */
const papers = { send: 'supported', pdf: 'supported' } as const;
const document = { delete: 'supported' } as const;
const readOnly = { create: 'refused', update: 'refused', cdc: 'refused' } as const;

const exceptions: Record<EntityName, Partial<Record<Operation, Support>>> = {
  Account: { create: 'partial', update: 'partial' },
  Attachable: { ...document, create: 'supported' },
  Bill: { ...document, create: 'partial', update: 'partial' },
  BillPayment: { ...document, create: 'partial', update: 'partial', void: 'supported' },
  Class: {},
  CompanyCurrency: { cdc: 'refused' },
  CompanyInfo: { create: 'refused', update: 'partial' },
  CreditCardPayment: document,
  CreditMemo: { ...document, create: 'partial', update: 'partial', ...papers },
  Customer: {},
  CustomerType: readOnly,
  Department: {},
  Deposit: { ...document, create: 'partial', update: 'partial' },
  Employee: { create: 'partial', update: 'partial' },
  Estimate: { ...document, create: 'partial', update: 'partial', ...papers },
  /** Writing a rate again is its update. */
  ExchangeRate: { read: 'partial', cdc: 'refused' },
  Invoice: { ...document, create: 'partial', update: 'partial', void: 'supported', ...papers },
  Item: { create: 'partial', update: 'partial' },
  JournalEntry: { ...document, create: 'partial', update: 'partial' },
  Payment: { ...document, create: 'partial', update: 'partial', void: 'supported', ...papers },
  PaymentMethod: {},
  Preferences: { create: 'refused', update: 'partial' },
  Purchase: { ...document, create: 'partial', update: 'partial' },
  PurchaseOrder: { ...document, create: 'partial', update: 'partial', ...papers },
  /** Kept as a template: nothing is made of it. */
  RecurringTransaction: { ...document, create: 'partial', update: 'partial', cdc: 'refused' },
  RefundReceipt: { ...document, create: 'partial', update: 'partial', ...papers },
  SalesReceipt: { ...document, create: 'partial', update: 'partial', void: 'supported', ...papers },
  TaxAgency: { update: 'refused', cdc: 'refused' },
  TaxCode: readOnly,
  TaxRate: readOnly,
  Term: {},
  TimeActivity: { ...document, create: 'partial', update: 'partial', cdc: 'refused' },
  Transfer: document,
  Vendor: { create: 'partial', update: 'partial' },
  VendorCredit: { ...document, create: 'partial', update: 'partial' },
};

/** Voids and deletions exist for transactions alone. */
const usual: Record<Operation, Support> = {
  create: 'supported',
  update: 'supported',
  void: 'refused',
  delete: 'refused',
  read: 'supported',
  query: 'supported',
  cdc: 'supported',
  send: 'refused',
  pdf: 'refused',
};

export const coverage: Record<EntityName, Record<Operation, Support>> = byEntity((entity) => ({
  ...usual,
  ...exceptions[entity],
}));

export interface CoverageRow {
  entity: EntityName;
  operation: Operation;
  support: Support;
  missing: string;
  testedBy: readonly string[];
}

/** One row per entity and operation, for the page, for programs and for the tests. */
export function coverageRows(): CoverageRow[] {
  return entityNames.flatMap((entity) =>
    operations.map((operation) => ({
      entity,
      operation,
      support: coverage[entity][operation],
      ...coverageNotes[entity],
    })),
  );
}

function byEntity<Value>(value: (entity: EntityName) => Value): Record<EntityName, Value> {
  return Object.fromEntries(entityNames.map((entity) => [entity, value(entity)])) as Record<EntityName, Value>; // All names are there.
}

const signs: Record<Support, string> = { supported: 'yes', partial: 'in part', refused: '-' };

/** The same as a table in Markdown, which the README shows. */
export function coverageMarkdown(): string {
  const head = ['entity', ...operations, 'not modelled', 'tested by'];
  const rows = entityNames.map((entity) => [
    entity,
    ...operations.map((operation) => signs[coverage[entity][operation]]),
    coverageNotes[entity].missing,
    coverageNotes[entity].testedBy.join(', '),
  ]);
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
