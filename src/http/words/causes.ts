/** Why two sides of a balance differ, and the headings of the table for the accountant, in the reader's language. */
import type { CauseCode } from '../../contract/reconciliation.ts';
import type { Language } from './words.ts';

export const causeTitles: Record<Language, Record<CauseCode, string>> = {
  en: {
    not_synced: 'Not sent to QuickBooks',
    waiting: 'Waiting to be sent or copied',
    held: 'Held by an issue',
    conflict: 'Changed here and in QuickBooks',
    total_mismatch: 'The totals differ',
    unlinked: 'Unlinked from QuickBooks',
    copying_off: 'Edits are not copied by themselves',
    integration_off: 'The integration is off',
    voided_here: 'Voided here only',
    voided_in_quickbooks: 'Voided in QuickBooks only',
    canceled_here: 'Canceled here, open in QuickBooks',
    deleted_in_quickbooks: 'Deleted in QuickBooks',
    other_customer: 'Another customer in QuickBooks',
    payment_not_in_quickbooks: 'A payment is not in QuickBooks',
    payment_only_in_quickbooks: 'A payment is only in QuickBooks',
    payment_left_in_quickbooks: 'A payment deleted here is still in QuickBooks',
    payment_differs: 'A payment is applied differently in QuickBooks',
    payment_not_mirrored: 'A payment in QuickBooks was not read',
    credit_differs: 'A credit here is not in QuickBooks',
    refund_not_in_quickbooks: 'A refund is not in QuickBooks',
    unapplied_money: 'Unapplied payment in QuickBooks',
    unapplied_credit: 'Unapplied credit memo in QuickBooks',
    only_in_quickbooks: 'Invoice only in QuickBooks',
    other_in_quickbooks: 'Older or other records of the customer in QuickBooks',
  },
  fr: {
    not_synced: 'Non envoyée à QuickBooks',
    waiting: 'En attente d’envoi ou de copie',
    held: 'Retenue par une anomalie',
    conflict: 'Modifiée ici et dans QuickBooks',
    total_mismatch: 'Les totaux diffèrent',
    unlinked: 'Dissociée de QuickBooks',
    copying_off: 'Les modifications ne sont pas copiées d’elles-mêmes',
    integration_off: 'L’intégration est désactivée',
    voided_here: 'Annulée ici seulement',
    voided_in_quickbooks: 'Annulée dans QuickBooks seulement',
    canceled_here: 'Annulée ici, ouverte dans QuickBooks',
    deleted_in_quickbooks: 'Supprimée dans QuickBooks',
    other_customer: 'Un autre client dans QuickBooks',
    payment_not_in_quickbooks: 'Un paiement n’est pas dans QuickBooks',
    payment_only_in_quickbooks: 'Un paiement n’est que dans QuickBooks',
    payment_left_in_quickbooks: 'Un paiement supprimé ici est encore dans QuickBooks',
    payment_differs: 'Un paiement est affecté autrement dans QuickBooks',
    payment_not_mirrored: 'Un paiement de QuickBooks n’a pas été lu',
    credit_differs: 'Un avoir d’ici n’est pas dans QuickBooks',
    refund_not_in_quickbooks: 'Un remboursement n’est pas dans QuickBooks',
    unapplied_money: 'Paiement non affecté dans QuickBooks',
    unapplied_credit: 'Avoir non affecté dans QuickBooks',
    only_in_quickbooks: 'Facture présente seulement dans QuickBooks',
    other_in_quickbooks: 'Autres écritures du client dans QuickBooks, ou plus anciennes',
  },
};

export const causeUnexplained: Record<Language, string> = { en: 'Unexplained', fr: 'Inexpliqué' };

export const reconciliationColumns: Record<Language, readonly string[]> = {
  en: ['Client', 'Open here', 'Open in QuickBooks', 'Difference', 'Cause', 'Number', 'Amount', 'QuickBooks read at'],
  fr: ['Client', 'Ouvert ici', 'Ouvert dans QuickBooks', 'Écart', 'Cause', 'Numéro', 'Montant', 'QuickBooks lu le'],
};
