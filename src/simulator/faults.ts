/** Faults on demand: each rule hits the next requests that match it, and says what goes wrong before or after the commit. */
import { z } from 'zod';

export const faultKinds = [
  'drop-before',
  'drop-after',
  '429',
  '500',
  '502',
  '503',
  '504',
  '503-after',
  'html',
  'html-after',
  'empty',
  'truncated',
  'expired-token',
  'wrong-environment',
  'slow',
] as const;

export type FaultKind = (typeof faultKinds)[number];

export const faultRuleSchema = z.strictObject({
  /**
   * drop-before, 429, 500, 502, 503, 504, html, expired-token, wrong-environment: nothing is committed.
   * drop-after, 503-after, html-after, empty, truncated: committed, but the answer is lost. slow: late, otherwise in order.
   */
  kind: z.enum(faultKinds),
  /** How many matching requests it hits. */
  count: z.number().int().positive().default(1),
  /** Matching requests that pass unharmed before the first hit. */
  skip: z.number().int().nonnegative().default(0),
  /** For `slow`. */
  delayMs: z.number().int().nonnegative().default(1_000),
  realmId: z.string().optional(),
  method: z.enum(['GET', 'POST']).optional(),
  /** Part of the path. */
  path: z.string().optional(),
  /** Any case of letters; for batches it matches when an item does. */
  entity: z.string().optional(),
  operation: z.enum(['create', 'update', 'void', 'delete', 'read', 'query', 'cdc', 'batch', 'send', 'pdf', 'report']).optional(),
});

export type FaultRule = z.infer<typeof faultRuleSchema>;
export type FaultRuleInput = z.input<typeof faultRuleSchema>;

interface FaultTarget {
  realmId: string;
  method: string;
  path: string;
  entity: string | null;
  operation: string;
  items: readonly { entity: string | null; operation: string }[];
}

export interface FaultBoard {
  rules(): FaultRule[];
  add(rule: FaultRuleInput): void;
  clear(): void;
  /** The fault that hits this request, if any; it is used up by that. */
  take(target: FaultTarget): FaultRule | undefined;
}

export function createFaultBoard(): FaultBoard {
  let rules: FaultRule[] = [];
  return {
    rules: () => rules.map((rule) => ({ ...rule })),
    add: (rule) => void rules.push(faultRuleSchema.parse(rule)),
    clear: () => {
      rules = [];
    },
    take: (target) => {
      const rule = rules.find((candidate) => matches(candidate, target));
      if (!rule) return undefined;
      if (rule.skip > 0) {
        rule.skip -= 1;
        return undefined;
      }
      rule.count -= 1;
      rules = rules.filter((candidate) => candidate.count > 0);
      return rule;
    },
  };
}

function matches(rule: FaultRule, target: FaultTarget): boolean {
  const acts = [{ entity: target.entity, operation: target.operation }, ...target.items];
  return (
    (rule.realmId === undefined || rule.realmId === target.realmId) &&
    (rule.method === undefined || rule.method === target.method) &&
    (rule.path === undefined || target.path.includes(rule.path)) &&
    acts.some(
      (act) =>
        (rule.entity === undefined || rule.entity.toLowerCase() === act.entity?.toLowerCase()) &&
        (rule.operation === undefined || rule.operation === act.operation),
    )
  );
}
