/** The frame of every page: the band that says what this is, the ways around, and the small style sheet. */
import { html, raw } from 'hono/html';
import type { Company } from '../state/company.ts';

export type Html = ReturnType<typeof html>;

const styleSheet = `
:root { color-scheme: light; --ink: #12281b; --soft: #51695a; --line: #cfe0d4; --paper: #f4faf6; --card: #fff; --main: #14703a; --warn: #8a3b12; }
* { box-sizing: border-box; }
body { margin: 0; font: 14px/1.45 system-ui, 'Segoe UI', sans-serif; color: var(--ink); background: var(--paper); font-variant-numeric: tabular-nums; }
.band { background: #0b4d27; color: #e9fff1; padding: 6px 20px; font-weight: 600; }
header nav, .tabs { display: flex; flex-wrap: wrap; gap: 4px 16px; padding: 8px 20px; background: #dff1e5; border-bottom: 1px solid var(--line); }
.tabs { background: var(--card); }
main { max-width: 1080px; margin: 0 auto; padding: 16px 20px 48px; overflow-x: auto; }
a { color: var(--main); } a[aria-current] { font-weight: 700; color: var(--ink); text-decoration: none; }
h1 { font-size: 20px; margin: 8px 0 12px; } h2 { font-size: 16px; margin: 24px 0 8px; }
table { width: 100%; border-collapse: collapse; background: var(--card); border: 1px solid var(--line); }
th, td { text-align: left; padding: 6px 10px; border-top: 1px solid var(--line); vertical-align: middle; } th { background: #eaf6ee; font-weight: 600; }
.number { text-align: right; white-space: nowrap; }
.card > h2:first-child { margin-top: 0; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 6px; padding: 14px 16px; margin: 12px 0; }
.grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(190px, 1fr)); gap: 10px 16px; align-items: end; }
.actions { display: flex; flex-wrap: wrap; gap: 8px; margin: 12px 0; align-items: end; }
label { display: block; font-weight: 600; overflow-wrap: anywhere; } label.choice { font-weight: 400; margin: 4px 0; }
input:not([type=radio]):not([type=checkbox]), select, textarea { width: 100%; min-height: 34px; font: inherit; padding: 5px 8px; border: 1px solid #8fae9b; border-radius: 4px; background: #fff; color: inherit; font-weight: 400; }
td input:not([type=checkbox]) { min-width: 70px; } .lines td:nth-child(3) { width: 34%; } .narrow { width: 76px; } .amount { width: 160px; } td select { min-width: 84px; } .lines td:nth-child(2) select { min-width: 130px; } td.number input { text-align: right; }
button { font: inherit; padding: 6px 14px; border: 1px solid var(--main); border-radius: 4px; background: #fff; color: var(--main); cursor: pointer; }
button.main { background: var(--main); color: #fff; } button.danger { border-color: var(--warn); color: var(--warn); }
:focus-visible { outline: 3px solid #5fbf87; outline-offset: 1px; }
.status { display: inline-block; padding: 0 8px; border-radius: 10px; border: 1px solid var(--line); background: #eef7f1; }
.problem { border-left: 4px solid var(--warn); background: #fff3ec; padding: 8px 12px; margin: 12px 0; } .done { border-left: 4px solid var(--main); background: #e6f6ec; padding: 8px 12px; margin: 12px 0; }
fieldset { border: 1px solid var(--line); border-radius: 4px; margin: 0 0 8px; } small, .soft { color: var(--soft); } pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0; }
@media (max-width: 640px) {
  table { display: block; overflow-x: auto; } th, td { padding: 6px 8px; } .amount { width: auto; }
  .pays th:nth-child(2), .pays td:nth-child(2), .pays th:nth-child(3), .pays td:nth-child(3) { display: none; }
  .lines, .lines tbody { display: block; } .lines thead { display: none; }
  .lines tr { display: grid; grid-template-columns: 1fr 1fr 1fr; padding: 6px 0; border-top: 1px solid var(--line); } .lines tr:first-child { border-top: 0; }
  .lines td { border: 0; padding: 3px 8px; width: auto !important; text-align: left; } .lines td:nth-child(2), .lines td:nth-child(3) { grid-column: span 3; } .lines td:empty { display: none; }
  .lines td[data-label]::before { content: attr(data-label); display: block; font-size: 12px; color: var(--soft); }
}
`;

export interface Frame {
  title: string;
  body: Html;
  /** What the last form did, or why it was refused. */
  note?: { done?: string | undefined; problem?: string | undefined };
  company?: Company | undefined;
  current?: string;
}

const top = [
  ['/', 'Companies'],
  ['/webhooks', 'Events and webhooks'],
  ['/faults', 'Faults'],
  ['/requests', 'Requests and quotas'],
  ['/coverage', 'Coverage'],
] as const;

const tabs = ['invoices', 'payments', 'customers', 'items', 'books', 'settings'] as const;

export function layout({ title, body, note, company, current }: Frame): Html {
  return html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8" /><meta name="viewport" content="width=device-width, initial-scale=1" /><title>${title} · Simulated QuickBooks</title><style>${raw(styleSheet)}</style></head>
<body>
<header><div class="band">Simulated QuickBooks — not Intuit's</div><nav aria-label="Simulator">${top.map(([href, name]) => link(href, name, current === href))}</nav></header>
${company ? companyTabs(company, current) : ''}
<main>
${note?.problem ? html`<p class="problem" role="alert">${note.problem}</p>` : ''}
${note?.done ? html`<p class="done" role="status">${note.done}</p>` : ''}
${body}
</main>
</body>
</html>`;
}

function companyTabs(company: Company, current: string | undefined): Html {
  const base = `/companies/${company.realmId}`;
  return html`<nav class="tabs" aria-label="${company.name}"><strong>${company.name}</strong>${tabs.map((tab) =>
    link(`${base}/${tab}`, tab.charAt(0).toUpperCase() + tab.slice(1), current === tab),
  )}</nav>`;
}

function link(href: string, name: string, isCurrent: boolean): Html {
  return isCurrent ? html`<a href="${href}" aria-current="page">${name}</a>` : html`<a href="${href}">${name}</a>`;
}
