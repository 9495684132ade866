/** What happened: events, webhooks with their answers, requests and quotas; and the faults to come. */
import { html } from 'hono/html';
import type { FaultRule } from '../faults.ts';
import { faultKinds } from '../faults.ts';
import type { Quotas } from '../quotas.ts';
import type { RequestLogEntry } from '../request-log.ts';
import type { Company } from '../state/company.ts';
import type { WebhookFault, WebhookSettings } from '../webhooks/board.ts';
import type { Delivery } from '../webhooks/delivery.ts';
import type { BooksEvent } from '../webhooks/event.ts';
import type { Html } from './layout.ts';
import { act, field, heads, select } from './parts.ts';

const shown = 100;

export function webhooksPage(options: {
  settings: WebhookSettings;
  events: readonly BooksEvent[];
  deliveries: readonly Delivery[];
}): Html {
  const { settings } = options;
  return html`<h1>Events and webhooks</h1>
    <form method="post" action="/webhooks" class="card" aria-label="Webhook settings">
      <div class="grid">
        ${field({ name: 'url', label: 'Send to', type: 'url', value: settings.url ?? '' })}
        ${select({ name: 'format', label: 'Format', value: settings.format, choices: names(['cloudevents', 'classic']) })}
        ${select({ name: 'contentType', label: 'Content type', value: settings.contentType, choices: names(['application/json', 'application/cloudevents+json']) })}
      </div>
      <div class="actions"><button class="main">Save</button></div>
    </form>
    <div class="actions">${act({ action: '/webhooks/flush', name: 'Send now' })}</div>
    <h2>Webhooks</h2>
    <table>
      <thead><tr>${heads(['Number', 'Companies', 'Events#', 'State', 'Answers', 'Notes'])}</tr></thead>
      <tbody>
        ${options.deliveries
          .slice(-shown)
          .toReversed()
          .map(
            (delivery) => html`<tr>
            <td>${delivery.seq}</td>
            <td>${delivery.realmIds.join(', ')}</td>
            <td class="number">${delivery.eventSeqs.length}</td>
            <td><span class="status">${delivery.state}</span></td>
            <td>${delivery.attempts.map((attempt) => `${attempt.at} ${attempt.status ?? attempt.error ?? ''}`).join('; ')}</td>
            <td>${delivery.notes.join(', ')}</td>
          </tr>`,
          )}
      </tbody>
    </table>
    <h2>Events</h2>
    <table>
      <thead><tr>${heads(['Number', 'Time', 'Company', 'What', 'Id', 'Operation', 'State'])}</tr></thead>
      <tbody>
        ${options.events
          .slice(-shown)
          .toReversed()
          .map(
            (event) => html`<tr>
            <td>${event.seq}</td><td>${new Date(event.at).toISOString()}</td><td>${event.realmId}</td>
            <td>${event.name}</td><td>${event.entityId}</td><td>${event.operation}</td><td>${event.state}</td>
          </tr>`,
          )}
      </tbody>
    </table>`;
}

const webhookKinds = ['late', 'doubled', 'reordered', 'lost'];

export function faultsPage(options: {
  requests: readonly FaultRule[];
  webhooks: readonly WebhookFault[];
  storm: { seed: number; rate?: number } | null;
  companies: readonly Company[];
}): Html {
  const companies = options.companies.map(({ realmId, name }) => ({ value: realmId, name }));
  return html`<h1>Faults on demand</h1>
    <form method="post" action="/faults/requests" class="card" aria-label="Fault of requests">
      <h2>Next requests</h2>
      <div class="grid">
        ${select({ name: 'kind', label: 'What goes wrong', choices: names(faultKinds) })}
        ${field({ name: 'count', label: 'How many requests', type: 'number', value: '1' })}
        ${field({ name: 'delayMs', label: 'Milliseconds (slow)', type: 'number', value: '1000' })}
        ${select({ name: 'realmId', label: 'Company', choices: [{ value: '', name: 'Any' }, ...companies] })}
        ${field({ name: 'entity', label: 'Entity' })} ${field({ name: 'path', label: 'Part of the path' })}
      </div>
      <div class="actions"><button class="main">Add request fault</button></div>
    </form>
    <form method="post" action="/faults/webhooks" class="card" aria-label="Fault of webhooks">
      <h2>Next webhooks</h2>
      <div class="grid">
        ${select({ name: 'kind', label: 'What goes wrong', choices: names(webhookKinds) })}
        ${field({ name: 'count', label: 'How many events', type: 'number', value: '1' })}
        ${field({ name: 'delayMs', label: 'Milliseconds (late)', type: 'number', value: '60000' })}
      </div>
      <div class="actions"><button class="main">Add webhook fault</button></div>
    </form>
    <form method="post" action="/faults/storm" class="card" aria-label="Storm">
      <h2>Storm</h2>
      <p>Requests fail by chance, and the same seed makes the same ones fail. Without a seed the weather is fair.</p>
      <div class="grid">
        ${field({ name: 'seed', label: 'Seed', type: 'number', value: options.storm ? String(options.storm.seed) : '' })}
        ${field({ name: 'percent', label: 'Percent of requests', type: 'number', value: String(Math.round((options.storm?.rate ?? 0.2) * 100)) })}
      </div>
      <div class="actions"><button class="main">Set the weather</button></div>
    </form>
    <h2>Waiting</h2>
    ${options.requests.length + options.webhooks.length === 0 ? html`<p>None.</p>` : ''}
    <ul>
      ${options.requests.map((rule) => html`<li>Requests: ${JSON.stringify(rule)}</li>`)}
      ${options.webhooks.map((fault) => html`<li>Webhooks: ${JSON.stringify(fault)}</li>`)}
    </ul>
    ${act({ action: '/faults/clear', name: 'Clear all faults' })}`;
}

export function requestsPage(options: {
  requests: readonly RequestLogEntry[];
  companies: readonly Company[];
  quotas: Quotas;
}): Html {
  return html`<h1>Requests and quotas</h1>
    <p>Quotas are <strong>${options.quotas.enabled ? 'on' : 'off'}</strong>.</p>
    ${act({ action: '/requests/quotas', name: options.quotas.enabled ? 'Switch quotas off' : 'Switch quotas on', value: String(!options.quotas.enabled) })}
    <table>
      <thead><tr>${heads(['Company', 'Limit', 'Used#', 'Of#'])}</tr></thead>
      <tbody>
        ${options.companies.flatMap(({ realmId, name }) =>
          options.quotas
            .usage(realmId)
            .map(
              (row) =>
                html`<tr><td>${name}</td><td>${row.name}</td><td class="number">${row.used}</td><td class="number">${row.limit}</td></tr>`,
            ),
        )}
      </tbody>
    </table>
    <h2>Last requests</h2>
    <table>
      <thead><tr>${heads(['Time', 'Company', 'What', 'Status#', 'Items#', 'Faults', 'Request id', 'tid'])}</tr></thead>
      <tbody>
        ${options.requests
          .slice(-shown)
          .toReversed()
          .map(
            (entry) => html`<tr>
            <td>${entry.at}</td><td>${entry.realmId ?? ''}</td>
            <td>${entry.operation} ${entry.entity ?? ''} ${entry.id ?? ''}</td>
            <td class="number">${entry.status === 0 ? 'dropped' : entry.status}</td>
            <td class="number">${entry.batchItems || ''}</td>
            <td>${entry.faults.join(', ')}</td><td>${entry.requestId ?? ''}</td><td>${entry.tid}</td>
          </tr>`,
          )}
      </tbody>
    </table>`;
}

function names(values: readonly string[]): { value: string; name: string }[] {
  return values.map((value) => ({ value, name: value }));
}
