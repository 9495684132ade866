/** What each member of a stored request asks for, from the bytes that are sent: its own item of a batch, or all of it. */
import type { Intent } from '../db/intents.ts';

export type Body = Record<string, unknown>;

/** By the member's bId. In a batch: the item whole, with its operation. */
export function itemsOf({ body, members }: Intent): Map<string, Body> {
  // The body is our own: store-intents.ts and run-undo.ts made it.
  const whole = JSON.parse(body) as Body & { BatchItemRequest?: Body[] };
  const [only] = members;
  if (!whole.BatchItemRequest) return new Map(only ? [[only.bId, whole]] : []);
  return new Map(whole.BatchItemRequest.map((item) => [String(item.bId), item]));
}

/** By the member's bId: the record alone. */
export function bodiesOf(intent: Intent): Map<string, Body> {
  const items = itemsOf(intent);
  return new Map(
    intent.members.flatMap((member): [string, Body][] => {
      const item = items.get(member.bId);
      return item ? [[member.bId, (item[member.entity] ?? item) as Body]] : [];
    }),
  );
}
