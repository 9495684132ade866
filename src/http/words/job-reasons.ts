/** Why a record of a job is left as it is, in both languages. */
import type { Language, Params } from './words.ts';

type Reason =
  | 'touched'
  | 'changed_later'
  | 'paid_by_others'
  | 'payment_remains'
  | 'void_is_final'
  | 'already_void'
  | 'already_undone'
  | 'invoice_stays'
  | 'deleted'
  | 'closed_period'
  | 'list_record'
  | 'no_former_values'
  | 'linked_already'
  | 'not_sellable'
  | 'inactive'
  | 'several_candidates'
  | 'shared_candidate'
  | 'gone'
  | 'refused'
  | 'unusable';

export const jobReasons: Record<Language, Record<Reason, (params: Params) => string>> = {
  en: {
    touched: () => 'Someone changed it in QuickBooks since, so it is left as it is.',
    changed_later: () => 'It was changed again after this period; undo the later change first.',
    paid_by_others: () => 'A payment or credit that Tandem did not make is applied to it.',
    payment_remains: () => 'A payment that is not undone with it is applied to it.',
    void_is_final: () => 'It was voided, and QuickBooks knows no way back from a void.',
    already_void: () => 'It is void already.',
    already_undone: () => 'It was undone already.',
    invoice_stays: () => 'Its invoice stays as it is, so the payment stays too.',
    deleted: () => 'It was deleted in QuickBooks.',
    closed_period: (p) => `The books are closed up to ${p.closing}.`,
    list_record: () => 'Customers and items stay; make them inactive in QuickBooks if nobody needs them.',
    no_former_values: () => 'What it held before was not kept.',
    linked_already: () => 'It is linked already.',
    not_sellable: () => 'Categories and bundles cannot be put on an invoice here.',
    inactive: () => 'It is inactive in QuickBooks.',
    several_candidates: () => 'Several records here could be the same.',
    shared_candidate: () => 'Another record in QuickBooks could be the same one here.',
    gone: () => 'It was linked or removed meanwhile.',
    refused: (p) => `QuickBooks refused: ${p.message}`,
    unusable: (p) => `It cannot be made here: ${p.message}`,
  },
  fr: {
    touched: () => 'Quelqu’un l’a modifié dans QuickBooks depuis ; il reste donc tel quel.',
    changed_later: () => 'Il a été modifié de nouveau après cette période ; annulez d’abord cette modification.',
    paid_by_others: () => 'Un paiement ou un avoir que Tandem n’a pas créé y est appliqué.',
    payment_remains: () => 'Un paiement qui n’est pas annulé avec lui y est appliqué.',
    void_is_final: () => 'Il a été annulé, et QuickBooks ne permet pas de revenir sur une annulation.',
    already_void: () => 'Il est déjà annulé.',
    already_undone: () => 'Il a déjà été rétabli.',
    invoice_stays: () => 'Sa facture reste telle quelle ; le paiement reste donc aussi.',
    deleted: () => 'Il a été supprimé dans QuickBooks.',
    closed_period: (p) => `Les comptes sont clôturés jusqu’au ${p.closing}.`,
    list_record: () =>
      'Les clients et les articles restent ; rendez-les inactifs dans QuickBooks si personne n’en a besoin.',
    no_former_values: () => 'Ses anciennes valeurs n’ont pas été conservées.',
    linked_already: () => 'Il est déjà associé.',
    not_sellable: () => 'Les catégories et les lots ne peuvent pas figurer sur une facture ici.',
    inactive: () => 'Il est inactif dans QuickBooks.',
    several_candidates: () => 'Plusieurs fiches ici peuvent être la même.',
    shared_candidate: () => 'Une autre fiche de QuickBooks peut correspondre à la même fiche ici.',
    gone: () => 'Il a été associé ou supprimé entre-temps.',
    refused: (p) => `QuickBooks a refusé : ${p.message}`,
    unusable: (p) => `Impossible de le créer ici : ${p.message}`,
  },
};
