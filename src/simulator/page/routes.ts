/** The accountant's page: plain forms that post, act through the control functions, and redirect. */
import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { type Control, snapshotSchema } from '../control.ts';
import { coverageRows } from '../coverage.ts';
import { faultRuleSchema } from '../faults.ts';
import { type Company, companies } from '../state/company.ts';
import { webhookFaultSchema, webhookSettingsSchema } from '../webhooks/board.ts';
import type { World } from '../world.ts';
import { faultsPage, requestsPage, webhooksPage } from './activity.ts';
import { appLinks } from './app-links.ts';
import { companyRoutes } from './company-routes.ts';
import { coveragePage } from './coverage.ts';
import { attempt, readForm, show } from './form.ts';
import { type Html, layout } from './layout.ts';
import { act } from './parts.ts';

export function pageRoutes(world: World, control: Control): Hono {
  const app = new Hono();
  app.get('/', (context) =>
    show(context, { title: 'Companies', current: '/', body: companiesPage(companies(world.store), control) }),
  );
  app.get('/coverage', (context) => show(context, { title: 'Coverage', current: '/coverage', body: coveragePage() }));
  app.get('/coverage.json', (context) => context.json(coverageRows()));
  activityRoutes(app, world, control);
  faultRoutes(app, world, control);
  wholeRoutes(app, control);
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
    </ul>
    <h2>Snapshots</h2>
    <p>A snapshot is all books, connections and settings: <a href="/control/snapshot" download="books.json">download it</a>, and bring it back below.</p>
    <form method="post" action="/snapshot" enctype="multipart/form-data" class="card" aria-label="Bring a snapshot back">
      <label>Snapshot<input type="file" name="file" accept="application/json" /></label>
      <div class="actions"><button class="main">Bring back</button></div>
    </form>
    <div class="actions">${act({ action: '/reset', name: 'Reset everything', danger: true })}</div>`;
}

function wholeRoutes(app: Hono, control: Control): void {
  app.post('/reset', (context) =>
    attempt(context, { back: '/', done: 'Everything is fresh.' }, async () => control.reset()),
  );
  app.post('/snapshot', (context) =>
    attempt(context, { back: '/', done: 'The books are back.' }, async () => {
      const { file } = await context.req.parseBody();
      control.restore(snapshotSchema.parse(JSON.parse(file instanceof File ? await file.text() : '{}')));
    }),
  );
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

function faultRoutes(app: Hono, world: World, control: Control): void {
  app.get('/faults', (context) => {
    const body = faultsPage({
      requests: control.faults(),
      storm: control.storm(),
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
  app.post('/faults/storm', (context) =>
    attempt(context, { back: '/faults', done: 'The weather is set.' }, async () => {
      const { seed = '', percent = '' } = await readForm(context);
      control.setStorm(seed === '' ? null : { seed: Number(seed), rate: Number(percent) / 100 });
    }),
  );
}

/** Empty fields are left out, numbers are numbers. */
async function faultForm(context: Context): Promise<Record<string, string | number>> {
  const entries = Object.entries(await readForm(context)).filter(([, value]) => value !== '');
  return Object.fromEntries(
    entries.map(([name, value]) => [name, name === 'count' || name === 'delayMs' ? Number(value) : value]),
  );
}
