/** The addresses that "open in QuickBooks" points to: they name a transaction, not the company, as the real ones do. */
import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import type { Control } from '../control.ts';
import { isConnected } from '../oauth/tokens.ts';
import { type Company, companies } from '../state/company.ts';
import type { World } from '../world.ts';
import { show } from './form.ts';

const links = [
  { path: '/app/invoice', parameter: 'txnId', entity: 'Invoice', page: 'invoices' },
  { path: '/app/recvpayment', parameter: 'txnId', entity: 'Payment', page: 'payments' },
  { path: '/app/customerdetail', parameter: 'nameId', entity: 'Customer', page: 'customers' },
];

export function appLinks(world: World, control: Control): Hono {
  const app = new Hono();
  for (const { path, parameter, entity, page } of links) {
    app.get(path, async (context): Promise<Response> => {
      const id = context.req.query(parameter) ?? '';
      const holders = holdersOf(world, context).filter((company) => control.read(company.realmId, entity, id));
      const connected = holders.filter((company) => isConnected(world, company.realmId));
      const [only, ...others] = connected.length > 0 ? connected : holders;
      const target = (company: Company) => `/companies/${company.realmId}/${page}/${id}`;
      if (only && others.length === 0) return context.redirect(target(only));
      return show(context, {
        title: 'Which company?',
        body: only
          ? html`<h1>Which company?</h1><ul>${[only, ...others].map((company) => html`<li><a href="${target(company)}">${company.name}</a></li>`)}</ul>`
          : html`<h1>Nothing found</h1><p>No company has the ${entity.toLowerCase()} ${id}.</p>`,
      });
    });
  }
  return app;
}

/** All companies, or the one that the link names beside the transaction. */
function holdersOf(world: World, context: Context): Company[] {
  const realm = context.req.query('deeplinkcompanyid') ?? context.req.query('companyId');
  return companies(world.store).filter((company) => realm === undefined || company.realmId === realm);
}
