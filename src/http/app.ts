/** The web part put together: the API from its routes, what runs it, and the page. */
import { Hono } from 'hono';
import { authenticate } from './authenticate.ts';
import type { HttpContext } from './context.ts';
import type { Route } from './define-route.ts';
import { createLiveFeed } from './live.ts';
import { observeRequests } from './observe-requests.ts';
import { apiBase, openApiDocument } from './openapi.ts';
import { operationRoutes } from './operations.ts';
import { HttpFault, problemResponse, toFault } from './problem.ts';
import { quickBooksReturn } from './quickbooks-return.ts';
import { quickBooksWebhook } from './quickbooks-webhook.ts';
import { createRateLimit } from './rate-limit.ts';
import { problemLanguage } from './reader-language.ts';
import { routes } from './routes.ts';
import { runRoute } from './run-route.ts';
import { securityHeaders } from './security-headers.ts';
import { webPage } from './web-page.ts';

const strangersPerMinute = 300;

export function createApp(context: HttpContext): Hono {
  const app = new Hono();
  app.use('*', observeRequests(context));
  app.use('*', securityHeaders({ https: context.config.cookieSecure }));
  app.onError((error, c) => {
    const fault = toFault(error);
    if (fault) return problemResponse(fault, problemLanguage(c));
    context.log.error({ err: error, requestId: c.get('requestId'), companyId: c.get('companyId') }, 'request failed');
    return problemResponse(
      new HttpFault(500, 'internal', `Something went wrong here. Its number is ${c.get('requestId')}.`),
      problemLanguage(c),
    );
  });
  app.notFound((c) =>
    problemResponse(new HttpFault(404, 'not_found', 'There is nothing at this address.'), problemLanguage(c)),
  );

  app.route('/', operationRoutes(context));
  app.route('/', quickBooksWebhook(context));
  app.route(apiBase, quickBooksReturn(context));
  app.route(apiBase, api(context));
  if (context.config.webFolder !== null) app.route('/', webPage(context.config.webFolder));
  return app;
}

function api(context: HttpContext): Hono {
  const { clock, config } = context;
  const limits = {
    callers: createRateLimit({ clock, perWindow: config.requestsPerMinute }),
    strangers: createRateLimit({ clock, perWindow: strangersPerMinute }),
  };
  const app = new Hono();
  for (const route of routes) {
    app.on(route.method.toUpperCase(), honoPath(route), (c) => {
      c.set('route', route.path);
      return runRoute(context, limits, route, c);
    });
  }
  let document: string | null = null;
  app.get('/openapi.json', (c) => {
    document ??= JSON.stringify(openApiDocument(routes, config.publicUrl));
    return c.body(document, 200, { 'Content-Type': 'application/json' });
  });
  const feed = createLiveFeed(context);
  app.get('/live', async (c) => {
    const caller = await authenticate(context, c);
    limits.callers.count(caller.actor.id);
    return feed.open(c, caller.companyId);
  });
  app.all('*', (c) => {
    const allowed = routes.filter((route) => matches(route, c.req.path.slice(apiBase.length)));
    if (allowed.length === 0) throw new HttpFault(404, 'not_found', 'There is nothing at this address.');
    const methods = allowed.map((route) => route.method.toUpperCase()).join(', ');
    throw new HttpFault(405, 'method_not_allowed', `This address knows ${methods}.`, { headers: { Allow: methods } });
  });
  return app;
}

function honoPath(route: Route): string {
  return route.path.replace(/\{(\w+)\}/g, ':$1');
}

function matches(route: Route, path: string): boolean {
  return new RegExp(`^${route.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(path);
}
