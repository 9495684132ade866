/** The pages of payments, customers and items, and what their buttons do. */
import { type JsonObject, objectsOf, textOf } from '../json.ts';
import { found, type Pages } from './company-pages.ts';
import { attempt, readForm, show } from './form.ts';
import { customerList, customerPage, itemList, itemPage, paymentList, paymentPage } from './lists.ts';

export function paymentRoutes({ app, control, place }: Pages): void {
  app.get('/payments', (context) => {
    const { company, realm } = place(context);
    const body = paymentList(company, control.list(realm, 'Payment').reverse());
    return show(context, { title: 'Payments', company, current: 'payments', body });
  });
  app.get('/payments/:id', (context) => {
    const { company, realm, id } = place(context);
    const body = paymentPage(company, found(control.read(realm, 'Payment', id)));
    return show(context, { title: `Payment ${id}`, company, current: 'payments', body });
  });
  app.post('/payments/:id', (context) => {
    const { realm, id, base } = place(context);
    return attempt(context, { back: `${base}/payments/${id}`, done: 'Saved.' }, async () => {
      const body = paymentUpdate(found(control.read(realm, 'Payment', id)), await readForm(context));
      control.act(realm, { entity: 'Payment', operation: 'update', body });
    });
  });
  app.post('/payments/:id/unapply', (context) => {
    const { realm, id, base } = place(context);
    return attempt(context, { back: `${base}/payments/${id}`, done: 'Unapplied.' }, async () => {
      control.act(realm, { entity: 'Payment', operation: 'update', body: { Id: id, Line: [] } });
    });
  });
  for (const operation of ['void', 'delete'] as const) {
    app.post(`/payments/:id/${operation}`, (context) => {
      const { realm, id, base } = place(context);
      const done = operation === 'void' ? 'Voided.' : 'Deleted.';
      const onward = operation === 'delete' ? `${base}/payments` : `${base}/payments/${id}`;
      return attempt(context, { back: `${base}/payments/${id}`, done, onward }, async () => {
        control.act(realm, { entity: 'Payment', operation, body: { Id: id } });
      });
    });
  }
}

/** A payment on one invoice keeps paying it with its changed amount; on several it keeps its lines. */
function paymentUpdate(payment: JsonObject, form: Record<string, string>): JsonObject {
  const body: JsonObject = { Id: payment.Id };
  const total = Number(form.total);
  const lines = objectsOf(payment.Line);
  if (form.total && total !== payment.TotalAmt) {
    body.TotalAmt = total;
    const only = lines.length === 1 ? lines[0] : undefined;
    const whole = only !== undefined && only.Amount === payment.TotalAmt;
    body.Line = whole && only ? [{ Amount: total, LinkedTxn: only.LinkedTxn }] : lines;
  }
  if (form.reference !== (textOf(payment.PaymentRefNum) ?? '')) body.PaymentRefNum = form.reference || null;
  if (form.memo !== (textOf(payment.PrivateNote) ?? '')) body.PrivateNote = form.memo || null;
  return body;
}

export function nameRoutes({ app, control, place }: Pages): void {
  const kinds = [
    { path: 'customers', entity: 'Customer', list: customerList, page: customerPage, body: customerUpdate },
    { path: 'items', entity: 'Item', list: itemList, page: itemPage, body: itemUpdate },
  ];
  for (const { path, entity, list, page, body } of kinds) {
    app.get(`/${path}`, (context) => {
      const { company, realm } = place(context);
      return show(context, { title: entity, company, current: path, body: list(company, control.list(realm, entity)) });
    });
    app.get(`/${path}/:id`, (context) => {
      const { company, realm, id } = place(context);
      const record = found(control.read(realm, entity, id));
      return show(context, { title: entity, company, current: path, body: page(company, record) });
    });
    app.post(`/${path}/:id`, (context) => {
      const { realm, id, base } = place(context);
      return attempt(context, { back: `${base}/${path}/${id}`, done: 'Saved.' }, async () => {
        control.act(realm, { entity, operation: 'update', body: { Id: id, ...body(await readForm(context)) } });
      });
    });
    app.post(`/${path}/:id/active`, (context) => {
      const { realm, id, base } = place(context);
      return attempt(context, { back: `${base}/${path}/${id}`, done: 'Saved.' }, async () => {
        const Active = (await readForm(context)).value === 'true';
        control.act(realm, { entity, operation: 'update', body: { Id: id, Active } });
      });
    });
  }
}

function customerUpdate(form: Record<string, string>): JsonObject {
  return { DisplayName: form.name, PrimaryEmailAddr: form.email ? { Address: form.email } : null };
}

function itemUpdate(form: Record<string, string>): JsonObject {
  return { Name: form.name, ...(form.price ? { UnitPrice: Number(form.price) } : {}) };
}
