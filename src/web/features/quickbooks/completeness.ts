/** What is still to be set up: which of the four steps are complete, and which event moves the rules would refuse. */
import type { InvoiceStatus, Tax } from '../../../contract/catalog.ts';
import type { Connection } from '../../../contract/integration.ts';
import { isFilled, type SettingsForm } from './settings-form.ts';

export const steps = ['connect', 'sending', 'taxes', 'events'] as const;
export type Step = (typeof steps)[number];
export type Progress = Record<Step, 'complete' | 'open' | 'warning'>;

interface SetUp {
  form: SettingsForm;
  connection: Connection;
  taxes: readonly Tax[];
  statuses: readonly InvoiceStatus[];
}

export function progressOf({ form, connection, taxes, statuses }: SetUp): Progress {
  const rows = form.taxes.filter(isFilled);
  const allMapped = unmappedTaxes(form, taxes).length === 0;
  const targets = Object.values(form.events).filter((id) => id !== null);
  const refused = targets.some((id) => refusedFrom(id, statuses).length > 0);
  const connected = connection.connected && connection.health !== 'lost';
  return {
    connect: !connected && connection.connected ? 'warning' : connected && form.enabled ? 'complete' : 'open',
    sending: form.depositAccountId ? 'complete' : 'open',
    taxes: allMapped && taxes.length > 0 ? 'complete' : rows.length > 0 ? 'warning' : 'open',
    events: refused ? 'warning' : targets.length > 0 ? 'complete' : 'open',
  };
}

/** The statuses from which the rules do not let an invoice move to this one. */
export function refusedFrom(statusId: string, statuses: readonly InvoiceStatus[]): InvoiceStatus[] {
  const allowed = statuses.find(({ id }) => id === statusId)?.previousStatusIds ?? null;
  if (allowed === null) return [];
  return statuses.filter(({ id }) => id !== statusId && !allowed.includes(id));
}

/** Active taxes that no row maps; lines that bear one are held. */
export function unmappedTaxes(form: SettingsForm, taxes: readonly Tax[]): Tax[] {
  const rows = form.taxes.filter((row) => isFilled(row) && row.quickBooksTaxCode.trim() !== '');
  const mapped = new Set(rows.flatMap((row) => row.taxIds));
  return taxes.filter(({ id, active }) => active && !mapped.has(id));
}
