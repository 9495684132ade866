/** The coverage table as a page: what each entity can do here, what is missing, and which tests hold it true. */
import { html } from 'hono/html';
import { coverage, type Operation } from '../coverage.ts';
import { coverageNotes } from '../coverage-notes.ts';
import { entityNames } from '../entity.ts';
import type { Html } from './layout.ts';
import { heads } from './parts.ts';

export function coveragePage(): Html {
  const operations = Object.keys(coverage.Invoice) as Operation[]; // The table has no other keys.
  return html`<h1>What is modelled</h1>
    <p>What is refused is answered with fault 500 that says so. For programs: <a href="/coverage.json">coverage.json</a>.</p>
    <table>
      <thead><tr>${heads(['Entity', ...operations, 'Not modelled', 'Tested by'])}</tr></thead>
      <tbody>
        ${entityNames.map(
          (entity) => html`<tr>
            <td>${entity}</td>
            ${operations.map((operation) => html`<td>${coverage[entity][operation]}</td>`)}
            <td>${coverageNotes[entity].missing}</td>
            <td>${coverageNotes[entity].testedBy.join(', ')}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
}
