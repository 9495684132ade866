/** The pages of one company: what the accountant sees and does there. */
import { type Context, Hono } from 'hono';
import type { Control } from '../control.ts';
import { findCompany } from '../state/company.ts';
import { switchesPatchSchema } from '../state/switches.ts';
import { notFound } from '../wire/fault.ts';
import { serverDate } from '../wire/time.ts';
import type { World } from '../world.ts';
import { choices } from './choices.ts';
import { found, type Pages, type Place } from './company-pages.ts';
import { attempt, readForm, show } from './form.ts';
import { invoiceUpdate } from './invoice-form.ts';
import { invoiceList, invoicePage } from './invoices.ts';
import { nameRoutes } from './list-routes.ts';
import { text } from './parts.ts';
import { paymentRoutes } from './payment-routes.ts';
import { recordRoutes } from './records-routes.ts';
import { saleRoutes } from './sale-routes.ts';
import { settingsPage, switchesFromForm } from './settings.ts';

export function companyRoutes(world: World, control: Control): Hono {
  const app = new Hono().basePath('/companies/:realm');
  const place = (context: Context): Place => {
    const realm = context.req.param('realm') ?? '';
    const company = findCompany(world.store, realm);
    if (!company) throw notFound();
    return { company, realm, id: context.req.param('id') ?? '', base: `/companies/${realm}` };
  };
  const pages: Pages = { app, control, place, today: () => serverDate(world.clock.now()) };
  app.get('/', (context) => context.redirect(`${place(context).base}/invoices`));
  invoiceRoutes(pages);
  saleRoutes(pages);
  paymentRoutes(pages);
  nameRoutes(pages);
  recordRoutes(pages);
  settingsRoutes(pages);
  return app;
}

function invoiceRoutes({ app, control, place, today }: Pages): void {
  app.get('/invoices', (context) => {
    const { company, realm } = place(context);
    const body = invoiceList(company, control.list(realm, 'Invoice').reverse(), today());
    return show(context, { title: 'Invoices', company, current: 'invoices', body });
  });
  app.get('/invoices/:id', (context) => {
    const { company, realm, id } = place(context);
    const invoice = found(control.read(realm, 'Invoice', id));
    const body = invoicePage({ company, invoice, today: today(), ...choices(control, realm) });
    return show(context, { title: `Invoice ${text(invoice.DocNumber) || id}`, company, current: 'invoices', body });
  });
  app.post('/invoices/:id', (context) => {
    const { realm, id, base } = place(context);
    return attempt(context, { back: `${base}/invoices/${id}`, done: 'Saved.' }, async () => {
      const body = invoiceUpdate(found(control.read(realm, 'Invoice', id)), await readForm(context));
      control.act(realm, { entity: 'Invoice', operation: 'update', body });
    });
  });
  app.post('/invoices/:id/pay', (context) => {
    const { realm, id, base } = place(context);
    return attempt(context, { back: `${base}/invoices/${id}`, done: 'Payment saved.' }, async () => {
      const form = await readForm(context);
      const options = {
        date: form.date,
        depositAccountId: form.account,
        paymentMethodId: form.method,
        reference: form.reference,
      };
      const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value));
      control.payInvoice(realm, id, form.amount || undefined, given);
    });
  });
  for (const operation of ['void', 'delete'] as const) {
    app.post(`/invoices/:id/${operation}`, (context) => {
      const { realm, id, base } = place(context);
      const done = operation === 'void' ? 'Voided.' : 'Deleted.';
      const onward = operation === 'delete' ? `${base}/invoices` : `${base}/invoices/${id}`;
      return attempt(context, { back: `${base}/invoices/${id}`, done, onward }, async () => {
        control.act(realm, { entity: 'Invoice', operation, body: { Id: id } });
      });
    });
  }
}

function settingsRoutes({ app, control, place }: Pages): void {
  app.get('/settings', (context) => {
    const { company, realm } = place(context);
    const body = settingsPage(company, found(control.read(realm, 'Preferences', '1')));
    return show(context, { title: 'Settings', company, current: 'settings', body });
  });
  app.post('/settings', (context) => {
    const { realm, base } = place(context);
    return attempt(context, { back: `${base}/settings`, done: 'Saved.' }, async () => {
      const { state, closingDate, customNumbers } = await readForm(context);
      const known = state === '6190' || state === '120' || state === '150' ? state : null;
      control.setCompanyState(realm, known);
      control.setClosingDate(realm, closingDate || null);
      const body = { Id: '1', SalesFormsPrefs: { CustomTxnNumbers: customNumbers === 'true' } };
      control.act(realm, { entity: 'Preferences', operation: 'update', body });
    });
  });
  app.post('/switches', (context) => {
    const { realm, base } = place(context);
    return attempt(context, { back: `${base}/settings`, done: 'Saved.' }, async () => {
      control.setSwitches(realm, switchesPatchSchema.parse(switchesFromForm(await readForm(context))));
    });
  });
  app.post('/revoke-tokens', (context) => {
    const { realm, base } = place(context);
    return attempt(context, { back: `${base}/settings`, done: 'Disconnected.' }, async () =>
      control.revokeTokens(realm),
    );
  });
  app.post('/expire-access-tokens', (context) => {
    const { realm, base } = place(context);
    return attempt(context, { back: `${base}/settings`, done: 'Expired.' }, async () =>
      control.expireAccessTokens(realm),
    );
  });
}
