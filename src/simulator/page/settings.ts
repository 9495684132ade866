/** A company's settings that tests and people play with: state, closing date, numbering, connections and the switches. */
import { html } from 'hono/html';
import { type JsonObject, objectOf } from '../json.ts';
import type { Company } from '../state/company.ts';
import { defaultSwitches, type Switches, switchesSchema } from '../state/switches.ts';
import type { Html } from './layout.ts';
import { act, field, select, text } from './parts.ts';

const states = [
  { value: '', name: 'In order' },
  { value: '6190', name: 'Subscription ended (6190)' },
  { value: '120', name: 'Connecting user lost access (120)' },
  { value: '150', name: 'Under maintenance (150)' },
];

export function settingsPage(company: Company, preferences: JsonObject): Html {
  const base = `/companies/${company.realmId}`;
  const sales = objectOf(preferences.SalesFormsPrefs);
  return html`<h1>Settings of ${company.name}</h1>
    <form method="post" action="${base}/settings" class="card" aria-label="Company settings">
      <div class="grid">
        ${select({ name: 'state', label: 'State towards applications', value: company.state ?? '', choices: states })}
        ${field({ name: 'closingDate', label: 'Closing date of the books', type: 'date', value: text(objectOf(preferences.AccountingInfoPrefs)?.BookCloseDate) })}
        ${select({
          name: 'customNumbers',
          label: 'Invoice numbers',
          value: String(sales?.CustomTxnNumbers === true),
          choices: [
            { value: 'true', name: 'Chosen by the sender' },
            { value: 'false', name: 'Counted by QuickBooks' },
          ],
        })}
      </div>
      <div class="actions"><button class="main">Save</button></div>
    </form>
    <div class="actions">
      ${act({ action: `${base}/revoke-tokens`, name: 'Disconnect all applications', danger: true })}
      ${act({ action: `${base}/expire-access-tokens`, name: 'Expire access tokens' })}
    </div>
    <h2>Switches</h2>
    <p>How QuickBooks behaves where it is not known for certain. Marked ones differ from the default.</p>
    <form method="post" action="${base}/switches" class="card" aria-label="Switches">
      <div class="grid">${Object.keys(defaultSwitches).map((name) => switchField(company, name as keyof Switches))}</div>
      <div class="actions"><button class="main">Save switches</button></div>
    </form>`;
}

/** Booleans and enumerations become choices, numbers become fields. */
function switchField(company: Company, name: keyof Switches): Html {
  const value = company.switches[name];
  const label = value === defaultSwitches[name] ? name : `${name} ●`;
  const choices = switchChoices(name);
  if (!choices) return field({ name, label, value: value === null ? '' : String(value) });
  return select({
    name,
    label,
    value: String(value),
    choices: choices.map((choice) => ({ value: choice, name: choice })),
  });
}

function switchChoices(name: keyof Switches): string[] | undefined {
  const inner = switchesSchema.shape[name].unwrap();
  if ('options' in inner) return [...inner.options].map(String);
  return typeof defaultSwitches[name] === 'boolean' ? ['true', 'false'] : undefined;
}

/** The form's texts as the switches' own types. */
export function switchesFromForm(form: Record<string, string>): Record<string, unknown> {
  const entries = Object.entries(defaultSwitches).flatMap(([name, standard]): [string, unknown][] => {
    const sent = form[name];
    if (sent === undefined) return [];
    if (typeof standard === 'boolean') return [[name, sent === 'true']];
    if (typeof standard === 'number' || standard === null) return [[name, sent === '' ? null : Number(sent)]];
    return [[name, sent]];
  });
  return Object.fromEntries(entries);
}
