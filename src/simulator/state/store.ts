/**
 * Tables of rows in memory, written through to the journal.
 * Invariants: rows are never changed in place, only put anew; a transaction is wholly there or not at all, in memory and on disk.
 */
import { createTables, type Index } from './index-tables.ts';
import { type Change, type Journal, noJournal, openJournal } from './journal.ts';

export interface Store {
  rows<Row>(table: string): ReadonlyMap<string, Row>;
  get<Row>(table: string, id: string): Row | undefined;
  /** The rows that an index holds under a key. */
  lookup<Row>(table: string, index: Index<Row>, key: string): Row[];
  put(table: string, id: string, row: unknown): void;
  remove(table: string, id: string): void;
  /** Runs `work` as one commit. Inside another transaction it is a savepoint: a throw takes back only its own changes. */
  transact<Result>(work: () => Result): Result;
  /** Called after each commit that changed something. */
  onCommit(listener: () => void): void;
  dump(): Change[];
  load(changes: readonly Change[]): void;
  close(): void;
}

export function openStore(dataDir: string | null): Store {
  const { changes, journal } = dataDir === null ? { changes: [], journal: noJournal } : openJournal(dataDir);
  const store = createStore(journal);
  store.load(changes);
  return store;
}

interface Undo {
  table: string;
  id: string;
  before: unknown;
}

function createStore(journal: Journal): Store {
  const tables = createTables();
  const listeners: (() => void)[] = [];
  let undo: Undo[] = [];
  let depth = 0;

  const change = (name: string, id: string, row: unknown): void => {
    if (depth === 0) throw new Error('The simulator changes its books only inside a transaction.');
    undo.push({ table: name, id, before: tables.rows(name).get(id) });
    tables.set(name, id, row);
  };
  const rollback = (to: number): void => {
    for (const { table, id, before } of undo.splice(to).reverse()) tables.set(table, id, before);
  };
  const commit = (): void => {
    const touched = new Map(undo.map(({ table, id }) => [`${table}\n${id}`, { table, id }]));
    if (touched.size === 0) return;
    journal.append([...touched.values()].map(({ table, id }) => changeOf(table, id, tables.rows(table).get(id))));
    undo = [];
    for (const listener of listeners) listener();
  };
  const transact = <Result>(work: () => Result): Result => {
    const start = undo.length;
    depth += 1;
    try {
      const result = work();
      if (depth === 1) commit();
      return result;
    } catch (error) {
      rollback(start);
      throw error;
    } finally {
      depth -= 1;
    }
  };
  const dump = (): Change[] => allRows(tables.all);

  return {
    // What was put into a table is what comes out of it; each table has one module that names its row type.
    rows: <Row>(name: string) => tables.rows(name) as ReadonlyMap<string, Row>,
    get: <Row>(name: string, id: string) => tables.rows(name).get(id) as Row | undefined,
    lookup: (table, index, key) => tables.lookup(table, index, key),
    put: change,
    remove: (name, id) => change(name, id, undefined),
    transact,
    onCommit: (listener) => void listeners.push(listener),
    dump,
    load: (changes) => {
      tables.clear();
      for (const [table, id, row] of changes) tables.set(table, id, row);
      journal.rewrite(dump());
    },
    close: () => journal.close(),
  };
}

function allRows(tables: ReadonlyMap<string, ReadonlyMap<string, unknown>>): Change[] {
  return [...tables].flatMap(([table, rows]) => [...rows].map(([id, row]) => changeOf(table, id, row)));
}

function changeOf(table: string, id: string, row: unknown): Change {
  return row === undefined ? [table, id] : [table, id, row];
}
