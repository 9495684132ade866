/** The table sample_records: which records were made to try things with. */
import type { Id } from '../base/ids.ts';
import type { Reader, Tx } from './database.ts';

export interface SampleRecord {
  kind: 'client' | 'item' | 'tax' | 'invoice';
  id: Id;
}

/** In the order in which they were made: ids sort by time. */
export async function sampleRecords(reader: Reader, companyId: Id): Promise<SampleRecord[]> {
  return reader<SampleRecord[]>`
    select kind, record_id as id from sample_records where company_id = ${companyId} order by record_id`;
}

export async function insertSampleRecord(tx: Tx, companyId: Id, { kind, id }: SampleRecord): Promise<void> {
  await tx`insert into sample_records (company_id, kind, record_id) values (${companyId}, ${kind}, ${id})`;
}

export async function forgetSampleRecord(tx: Tx, companyId: Id, id: Id): Promise<void> {
  await tx`delete from sample_records where company_id = ${companyId} and record_id = ${id}`;
}
