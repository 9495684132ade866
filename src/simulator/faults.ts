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
  'fault-200',
  'xml-after',
  'slow',
] as const;

export type FaultKind = (typeof faultKinds)[number];

export const faultRuleSchema = z.strictObject({
  /**
   * drop-before, 429, 500, 502, 503, 504, html, expired-token, wrong-environment, fault-200: nothing is committed.
   * drop-after, 503-after, html-after, xml-after, empty, truncated: committed, but the answer is lost. slow: late, otherwise in order.
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
  operation: z
    .enum(['create', 'update', 'void', 'delete', 'read', 'query', 'cdc', 'batch', 'send', 'pdf', 'report'])
    .optional(),
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

export const stormSchema = z.strictObject({
  /** The same seed and the same requests give the same faults. */
  seed: z.number().int().nonnegative(),
  /** The share of requests that are hit. */
  rate: z.number().min(0).max(1).default(0.2),
  /** Absent: all that a client is to survive by trying again. */
  kinds: z
    .array(z.enum(faultKinds))
    .nonempty()
    .default(['drop-before', 'drop-after', '429', '500', '503', '503-after', 'html', 'empty', 'truncated']),
});

export type StormInput = z.input<typeof stormSchema>;
type Storm = z.output<typeof stormSchema>;

export interface FaultBoard {
  /** Faults by chance, as the seed has it; null: fair weather. */
  setStorm(storm: StormInput | null): void;
  storm(): Storm | null;
  rules(): FaultRule[];
  add(rule: FaultRuleInput): void;
  clear(): void;
  /** The fault that hits this request, if any; it is used up by that. */
  take(target: FaultTarget): FaultRule | undefined;
}

export function createFaultBoard(): FaultBoard {
  let rules: FaultRule[] = [];
  let storm: Storm | null = null;
  let chance = seededChance(0);
  const blown = (): FaultRule | undefined => {
    if (!storm || chance() >= storm.rate) return undefined;
    const kind = storm.kinds[Math.floor(chance() * storm.kinds.length)];
    return kind && faultRuleSchema.parse({ kind, delayMs: 50 });
  };
  return {
    setStorm: (wish) => {
      storm = wish && stormSchema.parse(wish);
      chance = seededChance(storm?.seed ?? 0);
    },
    storm: () => storm,
    rules: () => rules.map((rule) => ({ ...rule })),
    add: (rule) => void rules.push(faultRuleSchema.parse(rule)),
    clear: () => {
      rules = [];
      storm = null;
    },
    take: (target) => {
      const rule = rules.find((candidate) => matches(candidate, target));
      if (!rule) return blown();
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

/** Mulberry32: small, and the same on every machine. Numbers from 0 to below 1. */
function seededChance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
