/** /invoices: list, make, read, change, delete, and the move to another status. */
import { dateIn } from '../../base/clock.ts';
import { listQuery, page } from '../../contract/common.ts';
import {
  invoice,
  invoiceAtMoment,
  invoicePatch,
  invoiceQuery,
  invoiceSummary,
  invoiceWrite,
  momentQuery,
  statusChange,
} from '../../contract/invoices.ts';
import { loadCompany } from '../../db/companies.ts';
import { listInvoices } from '../../db/invoice-list.ts';
import { changeInvoice } from '../../shop/change-invoice.ts';
import { changeStatus } from '../../shop/change-status.ts';
import { createInvoice } from '../../shop/create-invoice.ts';
import { deleteInvoice } from '../../shop/delete-invoice.ts';
import { defineRoute, type Route } from '../define-route.ts';
import { invoiceToWrite } from '../invoice-to-write.ts';
import { presentSummary } from '../present/invoice.ts';
import { findInvoice, showInvoice } from '../show-invoice.ts';
import { showPastBooks } from '../show-past-books.ts';
import { showPastInvoice } from '../show-past-invoice.ts';

const tag = 'invoices';

const list = defineRoute({
  kind: 'read',
  method: 'get',
  path: '/invoices',
  tag,
  summary: 'List the invoices, newest first',
  permission: 'invoices.view',
  query: listQuery(invoiceQuery),
  response: page(invoiceSummary),
  async handler({ reader, companyId, query, now, context }) {
    const company = await loadCompany(reader, companyId);
    const frame = {
      company,
      today: dateIn(company.timeZone, now),
      quickBooksAppUrl: context.config.quickBooksAppUrl,
    };
    const overdue = query.overdue === undefined ? undefined : query.overdue === 'true';
    const found = await listInvoices(reader, companyId, { ...query, overdue, today: frame.today });
    return { body: { ...found, items: found.items.map((item) => presentSummary(item, frame)) } };
  },
});

const create = defineRoute({
  kind: 'write',
  method: 'post',
  path: '/invoices',
  tag,
  summary: 'Create an invoice',
  permission: 'invoices.create',
  body: invoiceWrite,
  response: invoice,
  status: 201,
  async handler({ tx, command, body, context }) {
    const made = await createInvoice(tx, command, body);
    return showInvoice(tx, { context, now: command.now, invoice: made });
  },
});

const read = defineRoute({
  kind: 'read',
  method: 'get',
  path: '/invoices/{id}',
  tag,
  summary: 'Read one invoice, now or (with `at`) as it was at a moment, on either side',
  permission: 'invoices.view',
  query: momentQuery,
  response: invoiceAtMoment,
  async handler({ reader, companyId, params, query, now, context }) {
    const found = await findInvoice(reader, companyId, params.id);
    const at = query.at === undefined ? now : new Date(query.at);
    if (query.side === 'quickbooks') return showPastBooks(reader, { context, invoice: found, at });
    if (query.at === undefined) return showInvoice(reader, { context, now, invoice: found });
    return showPastInvoice(reader, { context, invoice: found, at });
  },
});

const change = defineRoute({
  kind: 'write',
  method: 'patch',
  path: '/invoices/{id}',
  tag,
  summary: 'Change an invoice; one that is issued needs invoices.edit_issued',
  permission: 'invoices.edit',
  body: invoicePatch,
  response: invoice,
  async handler(request) {
    const { tx, command, params, body, context } = request;
    const content = Object.keys(body).some((field) => field !== 'statusId');
    await invoiceToWrite(request, params.id, { content });
    const changed = await changeInvoice(tx, command, params.id, body);
    return showInvoice(tx, { context, now: command.now, invoice: changed });
  },
});

const remove = defineRoute({
  kind: 'write',
  method: 'delete',
  path: '/invoices/{id}',
  tag,
  summary: 'Delete an invoice that has no payments and is not in QuickBooks',
  permission: 'invoices.delete',
  response: null,
  async handler(request) {
    await invoiceToWrite(request, request.params.id);
    await deleteInvoice(request.tx, request.command, request.params.id);
    return { body: null };
  },
});

const move = defineRoute({
  kind: 'write',
  method: 'post',
  path: '/invoices/{id}/status',
  tag,
  summary: "Move an invoice to another status, by the company's rules",
  permission: 'invoices.edit',
  body: statusChange,
  response: invoice,
  async handler(request) {
    const { tx, command, params, body, context } = request;
    await invoiceToWrite(request, params.id);
    const moved = await changeStatus(tx, command, params.id, body);
    return showInvoice(tx, { context, now: command.now, invoice: moved });
  },
});

export const invoiceRoutes: Route[] = [list, create, read, change, remove, move];
