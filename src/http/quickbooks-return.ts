/**
 * The two addresses that a browser opens on its way to Intuit and back. They answer with redirects, not with JSON: the
 * start binds the consent to this browser, the callback ends on the settings page with what became of it.
 */
import { Hono } from 'hono';
import { getCookie } from 'hono/cookie';
import { connectCookie, connectCookieName } from './connect-cookie.ts';
import type { HttpContext } from './context.ts';

export function quickBooksReturn(context: HttpContext): Hono {
  const app = new Hono();
  const settings = `${context.config.publicUrl}/settings/integrations/quickbooks`;

  app.get('/integrations/quickbooks/start/:start', async (c) => {
    const opened = await context.services.openStart(c.req.param('start'));
    if (!opened) return c.redirect(`${settings}?error=state_mismatch`, 303);
    c.header('Set-Cookie', connectCookie(context.config, opened.cookie));
    return c.redirect(opened.authorizeUrl, 302);
  });

  app.get('/integrations/quickbooks/callback', async (c) => {
    const result = await context.services.finishConnecting({
      url: c.req.url,
      state: c.req.query('state') ?? '',
      realmId: c.req.query('realmId') ?? null,
      error: c.req.query('error') ?? null,
      cookie: getCookie(c, connectCookieName) ?? null,
    });
    return c.redirect(result.error === null ? `${settings}?connected=1` : `${settings}?error=${result.error}`, 303);
  });

  return app;
}
