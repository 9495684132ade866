/** The page on which a person lets an application into a company. */
import { html } from 'hono/html';
import type { Company } from '../state/company.ts';
import { type Html, layout } from './layout.ts';

export function consentPage(options: {
  companies: readonly Company[];
  fields: { clientId: string; redirectUri: string; state: string; scope: string };
}): Html {
  const { fields } = options;
  return layout({
    title: 'Connect an application',
    body: html`
      <h1>An application asks for access</h1>
      <p>It will read and write the books of the company you choose. Nothing is sent to Intuit.</p>
      <form method="post" action="/connect/oauth2" class="card">
        <input type="hidden" name="client_id" value="${fields.clientId}" />
        <input type="hidden" name="redirect_uri" value="${fields.redirectUri}" />
        <input type="hidden" name="response_type" value="code" />
        <input type="hidden" name="scope" value="${fields.scope}" />
        <input type="hidden" name="state" value="${fields.state}" />
        <fieldset>
          <legend>Company</legend>
          ${options.companies.map(
            (company, index) => html`
              <label class="choice">
                <input type="radio" name="realmId" value="${company.realmId}" required ${index === 0 ? 'checked' : ''} />
                ${company.name} <small>${company.country} · ${company.currency.value} · ${company.realmId}</small>
              </label>`,
          )}
        </fieldset>
        <div class="actions">
          <button name="decision" value="connect" class="main">Connect</button>
          <button name="decision" value="cancel" formnovalidate>Cancel</button>
        </div>
      </form>`,
  });
}
