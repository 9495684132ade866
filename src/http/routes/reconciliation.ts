/** /sync/reconciliation: the proof to the cent, as JSON and as a table; and the wish for a fresher one. */
import { z } from 'zod';
import { reconciliation, reconciliationQuery } from '../../contract/reconciliation.ts';
import { accepted } from '../../contract/sync.ts';
import { loadCompany } from '../../db/companies.ts';
import { currentConnection, sweepBy } from '../../db/connections.ts';
import { notifyWork } from '../../db/looks.ts';
import { Refused } from '../../domain/refused.ts';
import { defineRoute, type Route } from '../define-route.ts';
import { presentReconciliation, reconciliationCsv } from '../present/reconciliation.ts';
import { readerLanguage } from '../reader-language.ts';

const tag = 'sync';

const read = defineRoute({
  kind: 'read',
  method: 'get',
  path: '/sync/reconciliation',
  tag,
  summary: 'What each client owes here and in QuickBooks, and the cause of every cent of difference',
  permission: 'invoices.view',
  query: reconciliationQuery,
  response: reconciliation,
  async handler({ reader, companyId, query, now, context, raw }) {
    const { currency } = await loadCompany(reader, companyId);
    const language = await readerLanguage(raw, reader, companyId);
    const found = await context.services.reconcile(reader, companyId);
    const { limit, cursor } = query;
    const frame = { currency, language, now, limit, cursor, differing: query.differing === 'true' };
    return { body: presentReconciliation(found, frame) };
  },
});

const table = defineRoute({
  kind: 'read',
  method: 'get',
  path: '/sync/reconciliation.csv',
  tag,
  summary: 'The reconciliation of all clients as a table for a spreadsheet',
  permission: 'invoices.view',
  produces: 'text/csv',
  response: z.string(),
  async handler({ reader, companyId, now, context, raw }) {
    const { currency } = await loadCompany(reader, companyId);
    const language = await readerLanguage(raw, reader, companyId);
    const found = await context.services.reconcile(reader, companyId);
    const name = `reconciliation-${now.toISOString().slice(0, 10)}.csv`;
    const headers = { 'Content-Disposition': `attachment; filename="${name}"` };
    return { body: reconciliationCsv(found, { currency, language }), headers };
  },
});

const refresh = defineRoute({
  kind: 'write',
  method: 'post',
  path: '/sync/reconciliation/refresh',
  tag,
  summary: 'Ask for QuickBooks’ side to be swept now; the answer follows in `quickBooksAsOf`',
  permission: 'sync',
  response: accepted,
  status: 202,
  async handler({ tx, companyId, command }) {
    const connection = await currentConnection(tx, companyId);
    if (connection?.state !== 'connected') {
      throw new Refused('not_connected', 'Connect to QuickBooks Online in the settings first.');
    }
    await sweepBy(tx, companyId, command.now);
    await notifyWork(tx, companyId);
    return { body: { accepted: 1 } };
  },
});

export const reconciliationRoutes: Route[] = [read, table, refresh];
