/** /me/views: the saved views of whoever is signed in, on whichever device. */
import type { Id } from '../../base/ids.ts';
import { savedViews, savedViewsWrite } from '../../contract/views.ts';
import { lockViews, putViews, viewsOf } from '../../db/saved-views.ts';
import { Refused } from '../../domain/refused.ts';
import { type Caller, defineRoute, type Route } from '../define-route.ts';
import { checkMatch, contentTag } from '../etag.ts';

const path = '/me/views';
const tag = 'session';

const read = defineRoute({
  kind: 'read',
  method: 'get',
  path,
  tag,
  summary: 'My saved views of the invoice list',
  permission: 'invoices.view',
  response: savedViews,
  async handler({ reader, companyId, actor }) {
    const body = { items: await viewsOf(reader, companyId, employeeOf(actor)) };
    return { body, etag: contentTag(body) };
  },
});

const put = defineRoute({
  kind: 'write',
  method: 'put',
  path,
  tag,
  summary: 'Replace my saved views',
  permission: 'invoices.view',
  body: savedViewsWrite,
  response: savedViews,
  async handler({ tx, companyId, actor, body, ifMatch }) {
    const employeeId = employeeOf(actor);
    const before = await lockViews(tx, companyId, employeeId);
    checkMatch(ifMatch, contentTag({ items: before }));
    await putViews(tx, companyId, { employeeId, views: body.items });
    const after = { items: await viewsOf(tx, companyId, employeeId) };
    return { body: after, etag: contentTag(after) };
  },
});

function employeeOf(actor: Caller['actor']): Id {
  if (actor.type !== 'employee') throw new Refused('forbidden', 'A key is nobody who keeps views.');
  return actor.id;
}

export const viewRoutes: Route[] = [read, put];
