/** The pages of all books and what their buttons do. */
import type { Context } from 'hono';
import { documentPdf } from '../api/pdf.ts';
import { type EntityName, entityNamed } from '../entity.ts';
import { isObject, type JsonObject, textOf } from '../json.ts';
import { notFound, unreadable } from '../wire/fault.ts';
import { found, type Pages } from './company-pages.ts';
import { attempt, readForm, show } from './form.ts';
import { booksPage, recordList, recordPage } from './records.ts';

function entityOf(context: Context): EntityName {
  const entity = entityNamed(context.req.param('entity') ?? '');
  if (!entity) throw notFound();
  return entity;
}

export function recordRoutes(pages: Pages): void {
  const { app, control, place } = pages;
  app.get('/books', (context) => {
    const { company, realm } = place(context);
    const body = booksPage(company, (entity) => control.list(realm, entity).length);
    return show(context, { title: 'All books', company, current: 'books', body });
  });
  app.get('/books/:entity', (context) => {
    const { company, realm } = place(context);
    const entity = entityOf(context);
    const body = recordList(company, entity, control.list(realm, entity).reverse());
    return show(context, { title: entity, company, current: 'books', body });
  });
  app.post('/books/:entity', (context) => {
    const { realm, base } = place(context);
    const entity = entityOf(context);
    return attempt(context, { back: `${base}/books/${entity}`, done: 'Created.' }, async () => {
      control.act(realm, { entity, operation: 'create', body: jsonIn(await readForm(context)) });
    });
  });
  app.get('/books/:entity/:id', (context) => {
    const { company, realm, id } = place(context);
    const entity = entityOf(context);
    const body = recordPage(company, entity, found(control.read(realm, entity, id)));
    return show(context, { title: `${entity} ${id}`, company, current: 'books', body });
  });
  app.get('/books/:entity/:id/pdf', async (context) => {
    const { realm, id } = place(context);
    const entity = entityOf(context);
    const record = found(control.read(realm, entity, id));
    const pdf = await documentPdf(entity, record, found(control.read(realm, 'CompanyInfo', '1')));
    return context.body(new Uint8Array(pdf), 200, { 'content-type': 'application/pdf' });
  });
  recordActs(pages);
}

function recordActs({ app, control, place }: Pages): void {
  const here = (context: Context) => `${place(context).base}/books/${entityOf(context)}`;
  app.post('/books/:entity/:id', (context) => {
    const { realm, id } = place(context);
    return attempt(context, { back: `${here(context)}/${id}`, done: 'Saved.' }, async () => {
      const { SyncToken: _, MetaData: __, ...body } = jsonIn(await readForm(context));
      control.act(realm, { entity: entityOf(context), operation: 'update', body: { ...body, Id: id, sparse: false } });
    });
  });
  app.post('/books/:entity/:id/active', (context) => {
    const { realm, id } = place(context);
    return attempt(context, { back: `${here(context)}/${id}`, done: 'Saved.' }, async () => {
      const Active = (await readForm(context)).value === 'true';
      control.act(realm, { entity: entityOf(context), operation: 'update', body: { Id: id, Active } });
    });
  });
  for (const operation of ['void', 'delete'] as const) {
    app.post(`/books/:entity/:id/${operation}`, (context) => {
      const { realm, id } = place(context);
      const back = `${here(context)}/${id}`;
      const done = operation === 'void' ? 'Voided.' : 'Deleted.';
      const onward = operation === 'delete' ? here(context) : back;
      return attempt(context, { back, done, onward }, async () => {
        control.act(realm, { entity: entityOf(context), operation, body: { Id: id } });
      });
    });
  }
}

function jsonIn(form: Record<string, string>): JsonObject {
  try {
    const value: unknown = JSON.parse(textOf(form.json) ?? '');
    if (isObject(value)) return value;
  } catch {
    // Told below, with what is wanted.
  }
  throw unreadable('the form', 'It is no JSON object');
}
