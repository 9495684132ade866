/**
 * Events move an invoice to the status that the settings give them, in the order updated, payment, voided. The company's
 * rules hold; a refused move is an issue that stays until the invoice got there, a person lets it be, or moved it elsewhere.
 */

import type { IssueDraft } from '../db/issues.ts';
import type { Language } from '../domain/company.ts';
import { mayMove } from '../domain/status.ts';
import { issueDraft } from './issue-draft.ts';
import type { Observation } from './observation.ts';
import type { ShopStep, SyncEvent } from './plan.ts';

export const integrationActor = { type: 'integration', name: 'QuickBooks Online' } as const;
const order: readonly SyncEvent[] = ['invoiceUpdated', 'paymentCreated', 'invoiceVoided'];

export function moveForEvents(
  observed: Observation,
  fired: readonly SyncEvent[],
): { shop: ShopStep[]; issues: IssueDraft[] } {
  const { company, invoice, look, issues } = observed;
  const shop: ShopStep[] = [];
  const drafts: IssueDraft[] = [];
  let from = company.statuses.find((status) => status.id === invoice.statusId);
  for (const event of order) {
    const before = issues.find((issue) => issue.code === 'status_rule' && issue.subject === event);
    const targetId = company.settings.events[event];
    const target = company.statuses.find((status) => status.id === targetId);
    const retried = before !== undefined && look?.fix?.issueId === before.id && look.fix.fixId === 'retry';
    const left = before !== undefined && look?.fix?.issueId === before.id && look.fix.fixId === 'leave';
    if (!from || !target || target.id === from.id || left) continue;
    const standing = before !== undefined && before.params.from === from.id && before.params.to === target.id;
    if (!fired.includes(event) && !standing && !retried) continue;
    const verdict = mayMove({ from, to: target, actor: integrationActor, comment: event, statuses: company.statuses });
    if (verdict.allowed) {
      if (!fired.includes(event) && !retried) continue;
      shop.push({ kind: 'move', event, statusId: target.id, comment: eventComment[company.language][event] });
      from = target;
    } else {
      drafts.push(
        issueDraft({
          code: 'status_rule',
          subject: event,
          params: { event, from: from.id, to: target.id, fromName: from.name, toName: target.name },
          fixes: ['retry', 'leave'],
        }),
      );
    }
  }
  return { shop, issues: drafts };
}

/** The comment that a status may require. */
const eventComment: Record<Language, Record<SyncEvent, string>> = {
  en: {
    invoiceUpdated: 'Edited in QuickBooks',
    paymentCreated: 'Paid in QuickBooks',
    invoiceVoided: 'Voided in QuickBooks',
  },
  fr: {
    invoiceUpdated: 'Modifiée dans QuickBooks',
    paymentCreated: 'Réglée dans QuickBooks',
    invoiceVoided: 'Annulée dans QuickBooks',
  },
};
