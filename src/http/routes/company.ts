/** /company */
import { company, companyPatch } from '../../contract/people.ts';
import { loadCompany } from '../../db/companies.ts';
import { lockCompany } from '../../db/lock-row.ts';
import { changeCompany } from '../../shop/change-company.ts';
import { auditRecord } from '../audit-record.ts';
import { defineRoute, type Route } from '../define-route.ts';
import { checkMatch, contentTag } from '../etag.ts';
import { presentCompany } from '../present/lists.ts';

const read = defineRoute({
  kind: 'read',
  method: 'get',
  path: '/company',
  tag: 'company',
  summary: 'The company that the session or the key belongs to',
  permission: null,
  response: company,
  async handler({ reader, companyId }) {
    const body = presentCompany(await loadCompany(reader, companyId));
    return { body, etag: contentTag(body) };
  },
});

const change = defineRoute({
  kind: 'write',
  method: 'patch',
  path: '/company',
  tag: 'company',
  summary: 'Change the company',
  permission: 'settings',
  body: companyPatch,
  response: company,
  async handler({ tx, command, companyId, body: patch, ifMatch }) {
    await lockCompany(tx, companyId);
    const before = presentCompany(await loadCompany(tx, companyId));
    if (ifMatch) checkMatch(ifMatch, contentTag(before));
    const body = presentCompany(await changeCompany(tx, command, patch));
    await auditRecord(tx, command, { type: 'company', done: 'changed', before, after: body, body: patch });
    return { body, etag: contentTag(body) };
  },
});

export const companyRoutes: Route[] = [read, change];
