/** The pages of customers and items, and what their buttons do. */
import type { JsonObject } from '../json.ts';
import { choice } from './choices.ts';
import { found, type Pages } from './company-pages.ts';
import { attempt, readForm, show } from './form.ts';
import { customerList, customerPage, itemList, itemPage } from './lists.ts';

export function nameRoutes(pages: Pages): void {
  const { app, control, place } = pages;
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
      const others = control.list(realm, entity).filter((other) => other.Id !== id && other.Active !== false);
      const body = page({
        company,
        record,
        others: others.map(choice),
      });
      return show(context, { title: entity, company, current: path, body });
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
    app.post(`/${path}/:id/merge`, (context) => {
      const { realm, id, base } = place(context);
      return attempt(context, { back: `${base}/${path}/${id}`, done: 'Merged.' }, async () => {
        control.merge(realm, entity, { id, deletedId: (await readForm(context)).other ?? '' });
      });
    });
  }
  customerActs(pages);
}

function customerActs({ app, control, place }: Pages): void {
  app.post('/customers', (context) => {
    const { realm, base } = place(context);
    return attempt(context, { back: `${base}/customers`, done: 'Created.' }, async () => {
      const { name, email } = await readForm(context);
      const body = { DisplayName: name, PrimaryEmailAddr: email ? { Address: email } : null };
      control.act(realm, { entity: 'Customer', operation: 'create', body });
    });
  });
}

function customerUpdate(form: Record<string, string>): JsonObject {
  return { DisplayName: form.name, PrimaryEmailAddr: form.email ? { Address: form.email } : null };
}

function itemUpdate(form: Record<string, string>): JsonObject {
  return { Name: form.name, ...(form.price ? { UnitPrice: Number(form.price) } : {}) };
}
