/** The accountant's page: plain forms that post, act through the control functions, and redirect. */
import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import type { Control } from '../control.ts';
import { faultRuleSchema } from '../faults.ts';
import { type Company, companies } from '../state/company.ts';
import { webhookFaultSchema, webhookSettingsSchema } from '../webhooks/board.ts';
import type { World } from '../world.ts';
import { faultsPage, requestsPage, webhooksPage } from './activity.ts';
import { appLinks } from './app-links.ts';
import { companyRoutes } from './company-routes.ts';
import { attempt, readForm, show } from './form.ts';
import { type Html, layout } from './layout.ts';

export function pageRoutes(world: World, control: Control): Hono {
  const app = new Hono();
  app.get('/', (context) =>
    show(context, { title: 'Companies', current: '/', body: companiesPage(companies(world.store), control) }),
  );
  activityRoutes(app, world, control);
  app.route('/', companyRoutes(world, control));
  app.route('/', appLinks(world, control));
  app.onError((error, context) => {
    const body = html`<h1>That did not work</h1><p>${error.message}</p><p><a href="/">Companies</a></p>`;
    return context.html(layout({ title: 'Problem', body }), 400);
  });
  return app;
}

function companiesPage(list: readonly Company[], control: Control): Html {
  return html`<h1>Companies</h1>
    <ul>
      ${list.map(
        (company) => html`<li class="card">
          <a href="/companies/${company.realmId}/invoices"><strong>${company.name}</strong></a>
          <p>
            ${company.kind} · ${company.currency.value} · realm ${company.realmId} ·
            ${control.list(company.realmId, 'Invoice').length} invoices ·
            ${company.state === null ? 'in order' : `state ${company.state}`}
          </p>
        </li>`,
      )}
    </ul>`;
}

function activityRoutes(app: Hono, world: World, control: Control): void {
  app.get('/webhooks', (context) => {
    const body = webhooksPage({
      settings: control.webhookSettings(),
      events: control.events(),
      deliveries: control.deliveries(),
    });
    return show(context, { title: 'Events and webhooks', current: '/webhooks', body });
  });
  app.post('/webhooks', (context) =>
    attempt(context, { back: '/webhooks', done: 'Saved.' }, async () => {
      const { url, ...rest } = await readForm(context);
      control.setWebhooks(webhookSettingsSchema.parse({ ...control.webhookSettings(), ...rest, url: url || null }));
    }),
  );
  app.post('/webhooks/flush', (context) =>
    attempt(context, { back: '/webhooks', done: 'Sent.' }, async () => void (await world.webhooks.flush())),
  );
  app.get('/faults', (context) => {
    const body = faultsPage({
      requests: control.faults(),
      webhooks: control.webhookFaults(),
      companies: companies(world.store),
    });
    return show(context, { title: 'Faults', current: '/faults', body });
  });
  app.post('/faults/requests', (context) =>
    attempt(context, { back: '/faults', done: 'The next matching requests will fail.' }, async () =>
      control.addFault(faultRuleSchema.parse(await faultForm(context))),
    ),
  );
  app.post('/faults/webhooks', (context) =>
    attempt(context, { back: '/faults', done: 'The next webhooks will suffer.' }, async () =>
      control.addWebhookFault(webhookFaultSchema.parse(await faultForm(context))),
    ),
  );
  app.post('/faults/clear', (context) =>
    attempt(context, { back: '/faults', done: 'Cleared.' }, async () => control.clearFaults()),
  );
  app.get('/requests', (context) => {
    const body = requestsPage({
      requests: control.requests(),
      companies: companies(world.store),
      quotas: world.quotas,
    });
    return show(context, { title: 'Requests and quotas', current: '/requests', body });
  });
  app.post('/requests/quotas', (context) =>
    attempt(context, { back: '/requests', done: 'Saved.' }, async () =>
      control.setQuotas((await readForm(context)).value === 'true'),
    ),
  );
}

/** Empty fields are left out, numbers are numbers. */
async function faultForm(context: Context): Promise<Record<string, string | number>> {
  const entries = Object.entries(await readForm(context)).filter(([, value]) => value !== '');
  return Object.fromEntries(
    entries.map(([name, value]) => [name, name === 'count' || name === 'delayMs' ? Number(value) : value]),
  );
}
