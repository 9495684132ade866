/** /accounts and their ledgers */
import { account, accountPatch, accountWrite, transaction } from '../../contract/catalog.ts';
import { page, pageQuery } from '../../contract/common.ts';
import { listAccounts, listLedger, loadAccounts } from '../../db/accounts.ts';
import type { Reader } from '../../db/database.ts';
import { notFound } from '../../domain/refused.ts';
import { changeAccount, createAccount, deleteAccount } from '../../shop/accounts.ts';
import { crudRoutes } from '../crud-routes.ts';
import { defineRoute, type Route } from '../define-route.ts';
import { presentLedgerEntry } from '../present/lists.ts';

const crud = crudRoutes({
  path: '/accounts',
  what: 'account',
  table: 'accounts',
  audited: 'account',
  permissions: { read: 'invoices.view', create: 'settings', change: 'settings', remove: 'settings' },
  shown: account,
  query: pageQuery,
  write: accountWrite,
  patch: accountPatch,
  list: listAccounts,
  one: findAccount,
  create: createAccount,
  change: changeAccount,
  remove: deleteAccount,
});

const ledger = defineRoute({
  kind: 'read',
  method: 'get',
  path: '/accounts/{id}/transactions',
  tag: 'accounts',
  summary: 'The ledger of an account, newest first',
  permission: 'payments.take',
  query: pageQuery,
  response: page(transaction),
  async handler({ reader, companyId, params, query }) {
    const { id: accountId } = await findAccount(reader, companyId, params.id);
    const found = await listLedger(reader, companyId, { ...query, accountId });
    return { body: { ...found, items: found.items.map(presentLedgerEntry) } };
  },
});

export const accountRoutes: Route[] = [...crud, ledger];

async function findAccount(reader: Reader, companyId: string, id: string) {
  const [found] = await loadAccounts(reader, companyId, [id]);
  if (!found) throw notFound('account');
  return found;
}
