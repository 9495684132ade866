/** All routes of /api/v1. A new resource is a file in routes/ and a line here. */
import type { Route } from './define-route.ts';
import { accountRoutes } from './routes/accounts.ts';
import { apiKeyRoutes } from './routes/api-keys.ts';
import { auditLogRoutes } from './routes/audit-log.ts';
import { clientRoutes } from './routes/clients.ts';
import { companyRoutes } from './routes/company.ts';
import { employeeRoutes } from './routes/employees.ts';
import { historyRoutes } from './routes/history.ts';
import { integrationRoutes } from './routes/integrations.ts';
import { invoiceStatusRoutes } from './routes/invoice-statuses.ts';
import { invoiceRoutes } from './routes/invoices.ts';
import { itemRoutes } from './routes/items.ts';
import { locationRoutes } from './routes/locations.ts';
import { paymentMethodRoutes } from './routes/payment-methods.ts';
import { paymentRoutes } from './routes/payments.ts';
import { reconciliationRoutes } from './routes/reconciliation.ts';
import { roleRoutes } from './routes/roles.ts';
import { sampleDataRoutes } from './routes/sample-data.ts';
import { sessionRoutes } from './routes/session.ts';
import { setUpRoutes } from './routes/set-up.ts';
import { syncRoutes } from './routes/sync.ts';
import { syncJobRoutes } from './routes/sync-jobs.ts';
import { syncLogRoutes } from './routes/sync-log.ts';
import { syncStatsRoutes } from './routes/sync-stats.ts';
import { taxRoutes } from './routes/taxes.ts';
import { twoFactorRoutes } from './routes/two-factor.ts';
import { viewRoutes } from './routes/views.ts';
import { webhookEndpointRoutes } from './routes/webhook-endpoints.ts';

export const routes: readonly Route[] = [
  ...setUpRoutes,
  ...sessionRoutes,
  ...twoFactorRoutes,
  ...viewRoutes,
  ...companyRoutes,
  ...locationRoutes,
  ...employeeRoutes,
  ...roleRoutes,
  ...apiKeyRoutes,
  ...taxRoutes,
  ...accountRoutes,
  ...paymentMethodRoutes,
  ...invoiceStatusRoutes,
  ...clientRoutes,
  ...itemRoutes,
  ...invoiceRoutes,
  ...historyRoutes,
  ...paymentRoutes,
  ...integrationRoutes,
  ...syncRoutes,
  ...syncLogRoutes,
  ...syncStatsRoutes,
  ...reconciliationRoutes,
  ...syncJobRoutes,
  ...webhookEndpointRoutes,
  ...sampleDataRoutes,
  ...auditLogRoutes,
];
