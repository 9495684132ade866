/** Which page stands at which address. Pages are loaded when they are first opened. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { queryClient } from './api/query-client.ts';
import { sessionQuery } from './api/session.ts';
import { NotFound } from './app-shell/not-found.tsx';
import { PageFailed } from './app-shell/page-failed.tsx';
import { Shell } from './app-shell/shell.tsx';
import { parseInvoiceSearch } from './features/invoices/invoice-search.ts';
import { parseIssueSearch } from './features/sync/issue-search.ts';
import { parseLogSearch } from './features/sync/log-search.ts';
import { allWords } from './words/loaded-words.ts';

/** A page that says more than the first one: its words come with it. */
function page<Module extends Record<string, ComponentType>, Name extends keyof Module & string>(
  load: () => Promise<Module>,
  name: Name,
) {
  return lazyRouteComponent(async () => (await Promise.all([load(), allWords()]))[0], name);
}

const root = createRootRoute({ notFoundComponent: NotFound });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { to?: string } => (typeof search.to === 'string' ? { to: search.to } : {}),
  component: lazyRouteComponent(() => import('./features/sign-in/sign-in-page.tsx'), 'SignInPage'),
});
const start = createRoute({
  getParentRoute: () => root,
  path: '/start',
  component: page(() => import('./features/start/start-page.tsx'), 'StartPage'),
});

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: Shell,
  beforeLoad: async ({ location }) => {
    if (!(await queryClient.ensureQueryData(sessionQuery)))
      throw redirect({ to: '/sign-in', search: { to: location.href } });
  },
});

const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/invoices' });
  },
});

const welcome = createRoute({
  getParentRoute: () => shell,
  path: '/welcome',
  component: page(() => import('./features/start/welcome-page.tsx'), 'WelcomePage'),
});
const invoices = createRoute({
  getParentRoute: () => shell,
  path: '/invoices',
  validateSearch: parseInvoiceSearch,
  component: lazyRouteComponent(() => import('./features/invoices/invoice-list-page.tsx'), 'InvoiceListPage'),
});
const newInvoice = createRoute({
  getParentRoute: () => shell,
  path: '/invoices/new',
  validateSearch: (search): { from?: string } => (typeof search.from === 'string' ? { from: search.from } : {}),
  component: page(() => import('./features/invoices/new-invoice-page.tsx'), 'NewInvoicePage'),
});
const invoice = createRoute({
  getParentRoute: () => shell,
  path: '/invoices/$id',
  component: page(() => import('./features/invoices/invoice-page.tsx'), 'InvoicePage'),
});

const payments = createRoute({
  getParentRoute: () => shell,
  path: '/payments',
  component: page(() => import('./features/payments/payments-page.tsx'), 'PaymentsPage'),
});
const clients = createRoute({
  getParentRoute: () => shell,
  path: '/clients',
  component: page(() => import('./features/clients/clients-page.tsx'), 'ClientsPage'),
});
const items = createRoute({
  getParentRoute: () => shell,
  path: '/items',
  component: page(() => import('./features/items/items-page.tsx'), 'ItemsPage'),
});

const issues = createRoute({
  getParentRoute: () => shell,
  path: '/sync/issues',
  validateSearch: parseIssueSearch,
  component: page(() => import('./features/sync/issues-page.tsx'), 'IssuesPage'),
});
const log = createRoute({
  getParentRoute: () => shell,
  path: '/sync/log',
  validateSearch: parseLogSearch,
  component: page(() => import('./features/sync/log-page.tsx'), 'LogPage'),
});

const time = createRoute({
  getParentRoute: () => shell,
  path: '/invoices/$id/time',
  validateSearch: (search): { at?: string } => {
    const at = typeof search.at === 'string' ? Date.parse(search.at) : Number.NaN;
    return Number.isNaN(at) ? {} : { at: new Date(at).toISOString() };
  },
  component: page(() => import('./features/time-travel/time-page.tsx'), 'TimePage'),
});
const dashboard = createRoute({
  getParentRoute: () => shell,
  path: '/dashboard',
  component: page(() => import('./features/dashboard/dashboard-page.tsx'), 'DashboardPage'),
});
const backfill = createRoute({
  getParentRoute: () => shell,
  path: '/sync/backfill',
  component: page(() => import('./features/jobs/backfill-page.tsx'), 'BackfillPage'),
});
const undo = createRoute({
  getParentRoute: () => shell,
  path: '/sync/undo',
  component: page(() => import('./features/jobs/undo-page.tsx'), 'UndoPage'),
});
const job = createRoute({
  getParentRoute: () => shell,
  path: '/sync/jobs/$id',
  component: page(() => import('./features/jobs/job-page.tsx'), 'JobPage'),
});
const reconciliation = createRoute({
  getParentRoute: () => shell,
  path: '/sync/reconciliation',
  component: page(() => import('./features/reconciliation/reconciliation-page.tsx'), 'ReconciliationPage'),
});

const settings = createRoute({
  getParentRoute: () => shell,
  path: '/settings',
  component: page(() => import('./features/settings/settings-frame.tsx'), 'SettingsFrame'),
});
const settingsHome = createRoute({
  getParentRoute: () => settings,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/settings/company' });
  },
});
const company = createRoute({
  getParentRoute: () => settings,
  path: '/company',
  component: page(() => import('./features/settings/company-page.tsx'), 'CompanyPage'),
});
const locations = createRoute({
  getParentRoute: () => settings,
  path: '/locations',
  component: page(() => import('./features/settings/locations-page.tsx'), 'LocationsPage'),
});
const employees = createRoute({
  getParentRoute: () => settings,
  path: '/employees',
  component: page(() => import('./features/settings/employees-page.tsx'), 'EmployeesPage'),
});
const finance = createRoute({
  getParentRoute: () => settings,
  path: '/finance',
  component: page(() => import('./features/settings/finance-page.tsx'), 'FinancePage'),
});
const statuses = createRoute({
  getParentRoute: () => settings,
  path: '/invoice-statuses',
  component: page(() => import('./features/settings/statuses-page.tsx'), 'StatusesPage'),
});
const apiKeys = createRoute({
  getParentRoute: () => settings,
  path: '/api-keys',
  component: page(() => import('./features/settings/api-keys-page.tsx'), 'ApiKeysPage'),
});
const webhooks = createRoute({
  getParentRoute: () => settings,
  path: '/webhooks',
  component: page(() => import('./features/webhooks/webhooks-page.tsx'), 'WebhooksPage'),
});
const security = createRoute({
  getParentRoute: () => settings,
  path: '/security',
  component: page(() => import('./features/settings/security-page.tsx'), 'SecurityPage'),
});
const integrations = createRoute({
  getParentRoute: () => settings,
  path: '/integrations',
  component: page(() => import('./features/settings/integrations-page.tsx'), 'IntegrationsPage'),
});
const quickBooks = createRoute({
  getParentRoute: () => settings,
  path: '/integrations/quickbooks',
  validateSearch: (search): { connected?: string; error?: string } => ({
    ...(search.connected === undefined ? {} : { connected: String(search.connected) }),
    ...(search.error === undefined ? {} : { error: String(search.error) }),
  }),
  component: page(() => import('./features/quickbooks/quickbooks-page.tsx'), 'QuickBooksPage'),
});

const firstImport = createRoute({
  getParentRoute: () => settings,
  path: '/integrations/quickbooks/import',
  validateSearch: (search): { job?: string } => (typeof search.job === 'string' ? { job: search.job } : {}),
  component: page(() => import('./features/first-import/first-import-page.tsx'), 'FirstImportPage'),
});

const tree = root.addChildren([
  signIn,
  start,
  shell.addChildren([
    home,
    welcome,
    invoices,
    newInvoice,
    invoice,
    time,
    dashboard,
    payments,
    clients,
    items,
    issues,
    log,
    backfill,
    undo,
    job,
    reconciliation,
    settings.addChildren([
      settingsHome,
      company,
      locations,
      employees,
      finance,
      statuses,
      apiKeys,
      webhooks,
      security,
      integrations,
      quickBooks,
      firstImport,
    ]),
  ]),
]);

export const router = createRouter({
  routeTree: tree,
  defaultPreload: 'intent',
  defaultErrorComponent: PageFailed,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
