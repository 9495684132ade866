/** The control API over HTTP: the same functions as `Control`, for tests in other processes and other languages. */
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { type Control, snapshotSchema } from './control.ts';
import { faultRuleSchema, stormSchema } from './faults.ts';
import type { Json, JsonObject } from './json.ts';
import { switchesPatchSchema } from './state/switches.ts';
import { webhookFaultSchema, webhookSettingsPatchSchema } from './webhooks/board.ts';
import { faultBody } from './wire/envelope.ts';
import { QuickBooksFault } from './wire/fault.ts';

const record = z.custom<JsonObject>((value) => typeof value === 'object' && value !== null && !Array.isArray(value));
const amount = z.union([z.string(), z.number()]);

const actSchema = z.strictObject({
  entity: z.string(),
  operation: z.enum(['create', 'update', 'void', 'delete']),
  body: record,
  allowDuplicateNumber: z.boolean().optional(),
});

const paySchema = z.strictObject({
  invoiceId: z.string(),
  amount: amount.optional(),
  date: z.string().optional(),
  depositAccountId: z.string().optional(),
  paymentMethodId: z.string().optional(),
  reference: z.string().optional(),
  memo: z.string().optional(),
  total: amount.optional(),
});

const companySchema = z.strictObject({
  state: z.enum(['6190', '120', '150']).nullable().optional(),
  closingDate: z.string().nullable().optional(),
});

export interface ControlRouteOptions {
  control: Control;
  flush: () => Promise<{ delivered: number; failed: number }>;
  companies: () => { realmId: string; name: string; kind: string }[];
}

export function controlRoutes({ control, flush, companies }: ControlRouteOptions): Hono {
  const app = new Hono().basePath('/control');
  app.onError((error, context) => refusal(error, context));

  app.get('/companies', (context) => context.json(companies()));
  actRoutes(app, control);
  companyRoutes(app, control);
  faultRoutes(app, control);
  logRoutes(app, { control, flush });
  return app;
}

function actRoutes(app: Hono, control: Control): void {
  app.get('/companies/:realm/records/:entity', (context) =>
    context.json(control.list(context.req.param('realm'), context.req.param('entity'))),
  );
  app.get('/companies/:realm/records/:entity/:id', (context) => {
    const { realm, entity, id } = context.req.param();
    const found = control.read(realm, entity, id);
    return found ? context.json(found) : context.json({ error: 'not found' }, 404);
  });
  app.post('/companies/:realm/act', async (context) => {
    const { allowDuplicateNumber = false, ...act } = await body(context, actSchema);
    return context.json(control.act(context.req.param('realm'), { ...act, allowDuplicateNumber }));
  });
  app.post('/companies/:realm/pay', async (context) => {
    const { invoiceId, amount: paid, ...options } = await body(context, paySchema);
    return context.json(control.payInvoice(context.req.param('realm'), invoiceId, paid, present(options)));
  });
  app.post('/companies/:realm/merge', async (context) => {
    const { entity, ...ids } = await body(
      context,
      z.strictObject({ entity: z.string(), id: z.string(), deletedId: z.string() }),
    );
    return context.json(control.merge(context.req.param('realm'), entity, ids));
  });
  app.post('/companies/:realm/deposit', async (context) => {
    const { paymentId, deposited = true } = await body(
      context,
      z.strictObject({ paymentId: z.string(), deposited: z.boolean().optional() }),
    );
    control.depositPayment(context.req.param('realm'), paymentId, deposited);
    return context.json({ paymentId, deposited });
  });
}

function companyRoutes(app: Hono, control: Control): void {
  app.patch('/companies/:realm', async (context) => {
    const { state, closingDate } = await body(context, companySchema);
    const realm = context.req.param('realm');
    if (state !== undefined) control.setCompanyState(realm, state);
    if (closingDate !== undefined) control.setClosingDate(realm, closingDate);
    return context.json({ realmId: realm, state, closingDate });
  });
  app.get('/companies/:realm/switches', (context) => context.json(control.switches(context.req.param('realm'))));
  app.patch('/companies/:realm/switches', async (context) =>
    context.json(control.setSwitches(context.req.param('realm'), await body(context, switchesPatchSchema))),
  );
  app.post('/companies/:realm/connect', (context) => context.json(control.connect(context.req.param('realm'))));
  app.post('/companies/:realm/revoke-tokens', (context) => {
    control.revokeTokens(context.req.param('realm'));
    return context.json({ revoked: true });
  });
  app.post('/companies/:realm/expire-access-tokens', (context) => {
    control.expireAccessTokens(context.req.param('realm'));
    return context.json({ expired: true });
  });
}

function faultRoutes(app: Hono, control: Control): void {
  app.get('/faults', (context) => context.json({ requests: control.faults(), webhooks: control.webhookFaults() }));
  app.post('/faults', async (context) => {
    const sent: unknown = await context.req.json();
    const webhook = webhookFaultSchema.safeParse(sent);
    if (webhook.success) control.addWebhookFault(webhook.data);
    else control.addFault(faultRuleSchema.parse(sent));
    return context.json({ requests: control.faults(), webhooks: control.webhookFaults() }, 201);
  });
  app.delete('/faults', (context) => {
    control.clearFaults();
    return context.body(null, 204);
  });
  app.get('/storm', (context) => context.json(control.storm()));
  app.put('/storm', async (context) => {
    control.setStorm(await body(context, stormSchema));
    return context.json(control.storm());
  });
  app.delete('/storm', (context) => {
    control.setStorm(null);
    return context.body(null, 204);
  });
  app.put('/quotas', async (context) => {
    const quotas = z.strictObject({ enabled: z.boolean(), monthlyReads: z.number().int().positive().optional() });
    const { enabled, monthlyReads } = await body(context, quotas);
    control.setQuotas(enabled, monthlyReads);
    return context.json({ enabled, monthlyReads });
  });
}

function logRoutes(app: Hono, { control, flush }: Pick<ControlRouteOptions, 'control' | 'flush'>): void {
  app.get('/requests', (context) => context.json(control.requests()));
  app.delete('/requests', (context) => {
    control.resetRequests();
    return context.body(null, 204);
  });
  app.get('/token-requests', (context) => context.json(control.tokenRequests()));
  app.get('/events', (context) => context.json(control.events()));
  app.get('/webhooks', (context) =>
    context.json({ settings: control.webhookSettings(), deliveries: control.deliveries() }),
  );
  app.post('/webhooks', async (context) => {
    control.setWebhooks(await body(context, webhookSettingsPatchSchema));
    return context.json(control.webhookSettings());
  });
  app.post('/webhooks/flush', async (context) => context.json(await flush()));
  app.get('/snapshot', (context) => context.json(control.snapshot()));
  app.post('/snapshot', async (context) => {
    control.restore(await body(context, snapshotSchema));
    return context.json({ restored: true });
  });
  app.post('/reset', (context) => {
    control.reset();
    return context.json({ reset: true });
  });
}

async function body<Parsed>(context: Context, schema: z.ZodType<Parsed>): Promise<Parsed> {
  const sent: Json = await context.req.json();
  return schema.parse(sent);
}

/** Zod's optional properties may hold `undefined`; the functions take them absent. */
function present<Value extends object>(value: Value): { [Key in keyof Value]: Exclude<Value[Key], undefined> } {
  const kept = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(kept) as { [Key in keyof Value]: Exclude<Value[Key], undefined> }; // Nothing undefined is left.
}

function refusal(error: Error, context: Context): Response {
  if (error instanceof QuickBooksFault) return context.json(faultBody(error), 422);
  if (error instanceof z.ZodError) return context.json({ error: z.prettifyError(error) }, 422);
  if (error instanceof SyntaxError) return context.json({ error: 'The body is no JSON.' }, 400);
  return context.json({ error: error.message }, 500);
}
