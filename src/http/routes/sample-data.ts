/** /sample-data: something to try things with, and its removal. */
import { sampleData } from '../../contract/set-up.ts';
import { addSampleData, hasSampleData, removeSampleData } from '../../shop/sample-data.ts';
import { defineRoute, type Route } from '../define-route.ts';

const tag = 'sample-data';
const permission = 'settings';

const read = defineRoute({
  kind: 'read',
  method: 'get',
  path: '/sample-data',
  tag,
  summary: 'Is there sample data?',
  permission,
  response: sampleData,
  async handler({ reader, companyId }) {
    return { body: { present: await hasSampleData(reader, companyId), kept: [] } };
  },
});

const add = defineRoute({
  kind: 'write',
  method: 'post',
  path: '/sample-data',
  tag,
  summary: 'Add clients, items, a tax and invoices to try things with',
  permission,
  response: sampleData,
  status: 201,
  async handler({ tx, command }) {
    await addSampleData(tx, command);
    return { body: { present: true, kept: [] } };
  },
});

const remove = defineRoute({
  kind: 'write',
  method: 'delete',
  path: '/sample-data',
  tag,
  summary: 'Remove the sample data; what is in QuickBooks or holds money stays and is named',
  permission,
  response: sampleData,
  async handler({ tx, command }) {
    return { body: { present: false, kept: await removeSampleData(tx, command) } };
  },
});

export const sampleDataRoutes: Route[] = [read, add, remove];
