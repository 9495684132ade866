/** Merges a patch into a value: what is absent stays, null and everything else is taken. */
export type Patch<Value> = { [Key in keyof Value]?: Value[Key] | undefined };

export function merge<Value extends object>(before: Value, patch: Patch<Value>): Value {
  const given = Object.entries(patch).filter(([, value]) => value !== undefined);
  // The cast is what the filter proves: each given value has the type that the field has.
  return { ...before, ...(Object.fromEntries(given) as Partial<Value>) };
}
