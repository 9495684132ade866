/** What is modelled, by entity and operation: the dispatcher refuses what is refused here, and a test holds the rest true. */
import { type EntityName, entityNames } from './entity.ts';

export type Operation = 'create' | 'update' | 'void' | 'delete' | 'read' | 'query' | 'cdc';
export type Support = 'supported' | 'partial' | 'refused';

const operations: readonly Operation[] = ['create', 'update', 'void', 'delete', 'read', 'query', 'cdc'];

const exceptions: Record<EntityName, Partial<Record<Operation, Support>>> = {
  Invoice: { create: 'partial', update: 'partial', void: 'supported', delete: 'supported' },
  CreditMemo: { create: 'partial', update: 'partial', delete: 'supported' },
  Payment: { create: 'partial', update: 'partial', void: 'supported', delete: 'supported' },
  Customer: {},
  Vendor: { create: 'partial', update: 'partial' },
  Employee: { create: 'partial', update: 'partial' },
  Item: { create: 'partial', update: 'partial' },
  Account: { create: 'partial', update: 'partial' },
  PaymentMethod: {},
  Term: {},
  Department: {},
  Class: {},
  Preferences: { create: 'refused', update: 'partial' },
  CompanyInfo: { create: 'refused', update: 'partial' },
  TaxCode: { create: 'refused', update: 'refused', cdc: 'refused' },
  TaxRate: { create: 'refused', update: 'refused', cdc: 'refused' },
  TaxAgency: { create: 'refused', update: 'refused', cdc: 'refused' },
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
};

export const coverage: Record<EntityName, Record<Operation, Support>> = byEntity((entity) => ({
  ...usual,
  ...exceptions[entity],
}));

/** One row per entity and operation, for the page and the README's reader. */
export function coverageRows(): { entity: EntityName; operation: Operation; support: Support }[] {
  return entityNames.flatMap((entity) =>
    operations.map((operation) => ({ entity, operation, support: coverage[entity][operation] })),
  );
}

function byEntity<Value>(value: (entity: EntityName) => Value): Record<EntityName, Value> {
  return Object.fromEntries(entityNames.map((entity) => [entity, value(entity)])) as Record<EntityName, Value>; // All names are there.
}
