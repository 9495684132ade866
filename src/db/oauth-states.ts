/** Consents that were asked for and not answered yet. Only hashes of what the browser holds are kept. */
import type { Id } from '../base/ids.ts';
import type { Tx } from './database.ts';

export interface StoredState {
  companyId: Id;
  actorName: string;
  cookieHash: Buffer;
  replaceCompany: boolean;
}

export async function saveState(
  tx: Tx,
  state: StoredState & { stateHash: Buffer; startHash: Buffer; authorizeUrl: string; createdAt: Date; expiresAt: Date },
): Promise<void> {
  await tx`delete from oauth_states where company_id = ${state.companyId} and expires_at < ${state.createdAt}`;
  await tx`insert into oauth_states ${tx({
    state_hash: state.stateHash,
    company_id: state.companyId,
    actor_name: state.actorName,
    cookie_hash: state.cookieHash,
    start_hash: state.startHash,
    authorize_url: state.authorizeUrl,
    replace_company: state.replaceCompany,
    created_at: state.createdAt,
    expires_at: state.expiresAt,
  })}`;
}

/** Uses up a start address and binds its state to the browser that opened it. Needs a system transaction. */
export async function takeStart(
  tx: Tx,
  start: { startHash: Buffer; cookieHash: Buffer; now: Date },
): Promise<string | null> {
  const [row] = await tx<{ authorize_url: string }[]>`
    update oauth_states set start_hash = null, cookie_hash = ${start.cookieHash}
    where start_hash = ${start.startHash} and expires_at > ${start.now} returning authorize_url`;
  return row?.authorize_url ?? null;
}

/** Uses up a state. Needs a system transaction. */
export async function takeState(tx: Tx, state: { stateHash: Buffer; now: Date }): Promise<StoredState | null> {
  const [row] = await tx<
    { company_id: Id; actor_name: string; cookie_hash: Buffer; replace_company: boolean; expires_at: Date }[]
  >`delete from oauth_states where state_hash = ${state.stateHash} returning *`;
  if (!row || row.expires_at <= state.now) return null;
  return {
    companyId: row.company_id,
    actorName: row.actor_name,
    cookieHash: row.cookie_hash,
    replaceCompany: row.replace_company,
  };
}
