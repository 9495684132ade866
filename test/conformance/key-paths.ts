/** The shape of an answer: which keys it has where, and of what type, so that two answers can be compared key by key. */

type Shape = Map<string, string>;

/** Members of a list count as one; `Line[].Amount` is a number. */
function shapeOf(value: unknown, path = ''): Shape {
  const shape: Shape = new Map();
  if (Array.isArray(value)) {
    shape.set(path, 'list');
    for (const member of value) merge(shape, shapeOf(member, `${path}[]`));
    return shape;
  }
  if (typeof value === 'object' && value !== null) {
    if (path !== '') shape.set(path, 'object');
    for (const [key, inner] of Object.entries(value))
      merge(shape, shapeOf(inner, path === '' ? key : `${path}.${key}`));
    return shape;
  }
  shape.set(path, value === null ? 'null' : typeof value);
  return shape;
}

function merge(into: Shape, other: Shape): void {
  for (const [path, type] of other) into.set(path, type);
}

export interface Difference {
  path: string;
  kind: 'missing here' | 'not recorded' | 'other type';
}

/** What the recorded answer has and the simulated one lacks, the other way round, and where types differ. */
export function differences(recorded: unknown, simulated: unknown): Difference[] {
  const [theirs, ours] = [shapeOf(recorded), shapeOf(simulated)];
  const found: Difference[] = [];
  for (const [path, type] of theirs) {
    const own = ours.get(path);
    if (own === undefined) found.push({ path, kind: 'missing here' });
    else if (own !== type) found.push({ path, kind: 'other type' });
  }
  for (const path of ours.keys()) if (!theirs.has(path)) found.push({ path, kind: 'not recorded' });
  return found;
}
