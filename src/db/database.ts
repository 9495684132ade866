/**
 * The door to Postgres. A `Reader` can only be had for one company (or for the system), a `Tx` only inside a
 * transaction: code that holds no `Tx` cannot write. Row-level security is set in every one of them.
 */
import postgres from 'postgres';
import type { Id } from '../base/ids.ts';

/** A connection on which the company is set. Statements are tagged templates: tx`select ...`. */
export type Reader = postgres.TransactionSql & { readonly reads?: true };

/** A transaction that may write. */
export type Tx = Reader & { readonly writes: true };

export interface Database {
  /** Runs `work` for one company in a read-only transaction. */
  read<Result>(companyId: Id, work: (reader: Reader) => Promise<Result>): Promise<Result>;
  /** As `read`, and all that it reads is as it was at one moment, however long it takes. */
  snapshot<Result>(companyId: Id, work: (reader: Reader) => Promise<Result>): Promise<Result>;
  /**
   * Runs `work` for one company in a transaction; it commits when `work` resolves. Here as in the others `work` is run again,
   * from its beginning, when a migration has changed a table under a prepared statement: it does nothing but ask the database.
   */
  write<Result>(companyId: Id, work: (tx: Tx) => Promise<Result>): Promise<Result>;
  /** For what belongs to no company yet: signing in, claiming work, receiving webhooks, making a company. */
  system<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result>;
  /** Calls `heard` for each notification on `channel`; answers a function that stops it. */
  listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/**
 * For what is left of this transaction: a table that is nearly empty at most times and long at others is read in the order of its
 * indexes, also by a plan that was made while it was empty. For statements that are always run so, at the end of a transaction:
 * any other one after it may be planned so for good. Goes out together with the next statement.
 */
export function keepToIndexes(reader: Reader): void {
  reader`
    select set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true),
      set_config('enable_sort', 'off', true)`.execute();
}

/** Each statement of each connection may be outdated once, and one more is found with every attempt. */
const mostAttempts = 100;

/**
 * A migration added a column, and a prepared `select *` would answer it now. The driver prepares that statement anew, but the
 * transaction in which it found out has failed.
 */
function isPlanOutdated(error: unknown): boolean {
  return error instanceof postgres.PostgresError && error.routine === 'RevalidateCachedQuery';
}

const dateTypes = { date: { to: 1082, from: [1082], serialize: String, parse: String } };

/** `directUrl`: beside a pooler, for what needs a session. A pooler in transaction mode keeps no prepared statements. */
export function openDatabase(options: { url: string; directUrl?: string; maxConnections: number }): Database {
  const pooled = options.directUrl !== undefined && options.directUrl !== options.url;
  const connect = (url: string, max: number) =>
    postgres(url, {
      max,
      prepare: !pooled,
      types: dateTypes,
      onnotice: () => undefined,
      connection: { application_name: 'tandem' },
    });
  const sql = connect(options.url, options.maxConnections);
  let direct: postgres.Sql | null = null;

  async function inside<Result>(mode: string, setting: [string, string], work: (tx: Tx) => Promise<Result>) {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once(mode, setting, work);
      } catch (error) {
        if (!isPlanOutdated(error) || attempt === mostAttempts) throw error;
      }
    }
  }

  async function once<Result>(mode: string, setting: [string, string], work: (tx: Tx) => Promise<Result>) {
    const result = await sql.begin(mode, async (tx) => {
      // Goes out together with the first statement of `work`, before it: when it fails, the transaction has failed.
      tx`select set_config(${setting[0]}, ${setting[1]}, true)`.execute();
      // The cast is what the types are for: only this function makes a Tx, and only inside a transaction.
      return { value: await work(tx as unknown as Tx) };
    });
    return (result as { value: Result }).value;
  }

  return {
    read: (companyId, work) => inside('read only', ['tandem.company_id', companyId], work),
    snapshot: (companyId, work) =>
      inside('isolation level repeatable read read only', ['tandem.company_id', companyId], work),
    write: (companyId, work) => inside('', ['tandem.company_id', companyId], work),
    system: (work) => inside('', ['tandem.system', 'on'], work),
    async listen(channel, heard) {
      direct ??= connect(options.directUrl ?? options.url, 1);
      const subscription = await direct.listen(channel, heard);
      return async () => {
        await subscription.unlisten();
      };
    },
    async close() {
      await Promise.all([sql.end({ timeout: 5 }), direct?.end({ timeout: 5 })]);
    },
  };
}
