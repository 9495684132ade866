/** French. A non-breaking space stands before : ; ? ! and inside quotation marks. */
import type { Words } from './words.ts';

const events: Record<string, string> = {
  invoiceUpdated: 'Facture modifiée',
  paymentCreated: 'Paiement créé',
  invoiceVoided: 'Facture annulée',
};

export const fr: Words = {
  issues: {
    unmapped_tax: {
      title: (p) =>
        p.taxes
          ? `La taxe ${p.taxes} n’a pas de correspondance`
          : 'Une ligne sans taxe n’a pas de code de taxe QuickBooks',
      explanation: (p) =>
        p.taxes
          ? `QuickBooks a besoin d’un code de taxe pour ${p.taxes}, et l’étape 3 des paramètres n’en indique aucun. Ajoutez-y une ligne : la facture partira d’elle-même.`
          : 'Hors des États-Unis, chaque ligne porte un code de taxe. Choisissez à l’étape 3 le code des lignes sans taxe : la facture partira d’elle-même.',
    },
    status_rule: {
      title: (p) => `${events[String(p.event)] ?? p.event} : le statut n’a pas pu être changé`,
      explanation: (p) =>
        `Les paramètres font passer la facture à « ${p.toName} », mais les règles de ce statut ne le permettent pas depuis « ${p.fromName} ». Ce qui s’est passé dans QuickBooks est conservé. Changez la règle puis choisissez Réessayer, ou laissez le statut tel quel.`,
    },
    total_mismatch: {
      title: () => 'Les totaux diffèrent',
      explanation: (p) =>
        `Ici, la facture s’élève à ${p.shop} ; dans QuickBooks, à ${p.quickBooks}. Vérifiez les taux à l’étape 3 des paramètres et les montants des lignes, puis choisissez Réessayer.`,
    },
    conflict: {
      title: () => 'Modifiée ici et dans QuickBooks',
      explanation: () =>
        'Les mêmes champs ont été modifiés des deux côtés. Choisissez la valeur à garder ; d’ici là, le contenu de la facture n’est copié dans aucun sens. Les paiements, eux, passent.',
    },
    duplicate_number: {
      title: () => 'QuickBooks a déjà ce numéro de facture',
      explanation: () =>
        'Un autre document y porte le numéro de cette facture. S’il s’agit de la même facture, liez-la ; sinon, donnez-lui un nouveau numéro.',
    },
    duplicate_name: {
      title: () => 'QuickBooks a déjà ce nom',
      explanation: () =>
        'Dans QuickBooks, clients, fournisseurs et employés ne peuvent pas porter le même nom, et aucun des noms essayés n’est libre. Renommez le client ici, puis choisissez Réessayer.',
    },
    closed_period: {
      title: () => 'La période est clôturée',
      explanation: (p) =>
        `La comptabilité est clôturée${p.closing ? ` jusqu’au ${p.closing}` : ''} : rien n’est écrit à une date de cette période. Demandez à votre comptable de l’ouvrir ou changez la date, puis choisissez Réessayer.`,
    },
    deleted_in_quickbooks: {
      title: () => 'Supprimée dans QuickBooks',
      explanation: () =>
        'Cette facture a été supprimée dans QuickBooks. Elle est conservée ici. Envoyez-la à nouveau ou dissociez-la.',
    },
    paid_invoice_void: {
      title: () => 'Une facture payée ne peut pas être annulée',
      explanation: () =>
        'La facture est annulée ici, mais QuickBooks refuse de l’annuler tant que des paiements lui sont affectés. Retirez d’abord les paiements puis choisissez Réessayer, ou laissez-la telle quelle.',
    },
    connection_lost: {
      title: () => 'La connexion à QuickBooks est perdue',
      explanation: () =>
        'QuickBooks n’accepte plus l’autorisation donnée. Reconnectez-vous à l’étape 1 des paramètres : ce qui attend partira de lui-même.',
    },
    currency_mismatch: {
      title: () => 'Autre devise',
      explanation: () => 'La facture et la société QuickBooks n’ont pas la même devise ; elle n’est pas envoyée.',
    },
    inactive_reference: {
      title: (p) =>
        p.name
          ? `« ${p.name} » est inactif dans QuickBooks`
          : 'Un élément de cette facture est inactif dans QuickBooks',
      explanation: () =>
        'La facture utilise un client, un article ou un compte inactif ou absent. Réactivez-le dans QuickBooks ou choisissez-en un autre ici, puis choisissez Réessayer.',
    },
    deposit_account_missing: {
      title: (p) => `Un paiement de ${p.amount} n’a pas de compte d’encaissement ici`,
      explanation: () =>
        'Un paiement a été créé dans QuickBooks, mais l’étape 2 des paramètres n’indique aucun compte utilisable. Choisissez un compte actif dans la devise de la société : le paiement sera enregistré de lui-même.',
    },
    refund_needs_accountant: {
      title: (p) => `Le remboursement de ${p.amount} n’est enregistré qu’ici`,
      explanation: () =>
        'Les remboursements ne sont pas encore écrits dans QuickBooks. Demandez à votre comptable de le saisir ; d’ici là, les deux côtés diffèrent de ce montant.',
    },
    payment_unpaired: {
      title: (p) => (p.amount ? `Un paiement de ${p.amount} n’a pas de pendant` : 'Un paiement n’a pas de pendant'),
      explanation: (p) =>
        p.shop
          ? `Ici, il reste ${p.shop} à payer ; dans QuickBooks, ${p.quickBooks} : un paiement n’est affecté que d’un côté. Affectez-le aussi de l’autre ou retirez-le, puis choisissez Réessayer.`
          : 'Il n’existe que d’un côté ; il n’est donc ni envoyé ni enregistré de lui-même. Corrigez un côté pour que les deux concordent, copiez-le de l’autre côté, ou laissez-le tel quel.',
    },
    several_us_taxes: {
      title: () => 'Plusieurs taxes de vente sur une facture',
      explanation: (p) =>
        `Une société QuickBooks des États-Unis n’admet qu’un code de taxe par facture ; celle-ci en a plusieurs : ${p.codes}. Utilisez-en un seul, ou scindez la facture.`,
    },
    action_required: {
      title: () => 'Votre décision est attendue',
      explanation: () =>
        'Un élément a été annulé, modifié ou supprimé ici. QuickBooks n’est pas modifié automatiquement, car les paramètres demandent de vous consulter, ou car d’autres factures ont part au règlement. Annulez-le dans QuickBooks, ou laissez-le.',
    },
    match_unconfirmed: {
      title: () => 'Est-ce la même facture ?',
      explanation: (p) =>
        `La facture ${p.number ?? ''} de QuickBooks s’élève à ${p.quickBooks}, celle-ci à ${p.shop}, ou leurs clients diffèrent. Confirmez qu’il s’agit de la même, envoyez celle-ci comme nouvelle facture, ou dissociez-la.`,
    },
    voided_with_payment: {
      title: () => 'Annulée dans QuickBooks, mais payée ici',
      explanation: () =>
        'La facture a été annulée dans QuickBooks alors que de l’argent avait été encaissé ici. Il reste sur son compte, au crédit du client. Remboursez-le ou affectez-le ailleurs.',
    },
    payment_left_in_quickbooks: {
      title: (p) => `Un paiement supprimé de ${p.amount} est toujours dans QuickBooks`,
      explanation: () =>
        'Le paiement a été supprimé ici, et les paramètres demandent de ne rien faire dans QuickBooks. Les deux côtés diffèrent de ce montant tant qu’il n’y est pas annulé.',
    },
    quickbooks_error: {
      title: () => 'QuickBooks ne l’a pas accepté',
      explanation: (p) =>
        p.reason
          ? String(p.reason)
          : 'QuickBooks a refusé la demande ; sa réponse figure ci-dessous. Corrigez puis choisissez Réessayer.',
    },
  },
  fixes: {
    retry: 'Réessayer',
    send_again: 'Envoyer à nouveau',
    unlink: 'Dissocier',
    adopt: 'C’est la même facture : la lier',
    new_number: 'Donner un nouveau numéro à cette facture',
    new_name: 'Utiliser un autre nom dans QuickBooks',
    confirm_match: 'Oui, c’est la même',
    copy_payment: 'C’est un paiement à part : le copier de l’autre côté',
    void_in_quickbooks: 'Annuler dans QuickBooks',
    leave: 'Laisser tel quel',
    take_shop: 'Garder les valeurs d’ici',
    take_quickbooks: 'Garder les valeurs de QuickBooks',
    merge: 'Choisir champ par champ',
  },
  steps: {
    toQuickBooks: {
      create: (what, name) => `Créer ${what} ${name} dans QuickBooks`,
      update: (what, name) => `Modifier ${what} ${name} dans QuickBooks`,
      void: (what, name) => `Annuler ${what} ${name} dans QuickBooks`,
    },
    payments: {
      payment_create: (name) => `Enregistrer un paiement sur ${name}`,
      payment_update: (name) => `Modifier un paiement sur ${name}`,
      payment_void: (name) => `Annuler un paiement sur ${name}`,
    },
    toShop: {
      pull: (name) => `Reporter sur ${name} ce qui a été modifié dans QuickBooks`,
      void: (name) => `Marquer ${name} comme annulée`,
      status_move: (name) => `Changer le statut de ${name}`,
      update: (name) => `Donner un nouveau numéro à ${name}`,
    },
    entity: { invoice: 'la facture', client: 'le client', item: 'l’article', payment: 'le paiement' },
  },
};
