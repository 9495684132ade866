/**
 * Tables of rows with secondary indexes, in memory.
 * Invariant: an index always agrees with its table, also after a rollback, since both change in one place.
 */

export interface Index<Row> {
  name: string;
  /** What the row is found by; `undefined` leaves it out. */
  keyOf(row: Row): string | undefined;
}

export interface Tables {
  all: ReadonlyMap<string, ReadonlyMap<string, unknown>>;
  rows(table: string): ReadonlyMap<string, unknown>;
  /** `undefined` removes the row. */
  set(table: string, id: string, row: unknown): void;
  /** The rows under a key; the index is made at its first use and kept from then on. */
  lookup<Row>(table: string, index: Index<Row>, key: string): Row[];
  clear(): void;
}

interface Built {
  keyOf(row: unknown): string | undefined;
  ids: Map<string, Set<string>>;
}

export function createTables(): Tables {
  const tables = new Map<string, Map<string, unknown>>();
  const indexes = new Map<string, Map<string, Built>>();

  const rows = (name: string): Map<string, unknown> => {
    const table = tables.get(name) ?? new Map<string, unknown>();
    tables.set(name, table);
    return table;
  };
  const indexOf = <Row>(table: string, index: Index<Row>): Built => {
    const ofTable = indexes.get(table) ?? new Map<string, Built>();
    indexes.set(table, ofTable);
    const known = ofTable.get(index.name);
    if (known) return known;
    // A table holds rows of one type, which the caller names.
    const built: Built = { keyOf: (row) => index.keyOf(row as Row), ids: new Map() };
    for (const [id, row] of rows(table)) addKey(built, id, row);
    ofTable.set(index.name, built);
    return built;
  };
  return {
    all: tables,
    rows,
    set: (name, id, row) => {
      const table = rows(name);
      for (const index of indexes.get(name)?.values() ?? []) {
        removeKey(index, id, table.get(id));
        addKey(index, id, row);
      }
      if (row === undefined) table.delete(id);
      else table.set(id, row);
    },
    lookup: <Row>(table: string, index: Index<Row>, key: string) => {
      const ids = indexOf(table, index).ids.get(key) ?? [];
      return [...ids].map((id) => rows(table).get(id) as Row); // As above.
    },
    clear: () => {
      tables.clear();
      indexes.clear();
    },
  };
}

function addKey(index: Built, id: string, row: unknown): void {
  const key = row === undefined ? undefined : index.keyOf(row);
  if (key === undefined) return;
  const ids = index.ids.get(key) ?? new Set();
  index.ids.set(key, ids.add(id));
}

function removeKey(index: Built, id: string, row: unknown): void {
  const key = row === undefined ? undefined : index.keyOf(row);
  if (key === undefined) return;
  const ids = index.ids.get(key);
  ids?.delete(id);
  if (ids?.size === 0) index.ids.delete(key);
}
