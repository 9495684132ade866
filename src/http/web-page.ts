/** The built page: its files as they are, and index.html for every address that the page itself knows what to do with. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { HttpFault } from './problem.ts';

/** Not the page's: a wrong address there is an answer for programs. */
const notThePage = /^\/(?:api|webhooks|assets)\//;

export function webPage(folder: string): Hono {
  const app = new Hono();
  app.use(
    '/assets/*',
    serveStatic({
      root: folder,
      // Their names change with their content.
      onFound: (_, c) => c.header('Cache-Control', 'public, max-age=31536000, immutable'),
    }),
  );
  app.use('*', serveStatic({ root: folder, onFound: (_, c) => c.header('Cache-Control', 'no-cache') }));
  app.get('*', async (c) => {
    if (notThePage.test(c.req.path)) throw new HttpFault(404, 'not_found', 'There is nothing at this address.');
    try {
      const page = await readFile(join(folder, 'index.html'), 'utf8');
      return c.html(page, 200, { 'Cache-Control': 'no-cache' });
    } catch {
      throw new HttpFault(404, 'not_found', 'The page is not built. Run: npm run build');
    }
  });
  return app;
}
