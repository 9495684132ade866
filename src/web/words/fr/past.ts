/** Remonter le temps : une facture telle que chaque côté la connaissait, et pourquoi elle a changé. */
import type { past as english } from '../en/past.ts';

export const past: Record<keyof typeof english, string> = {
  'past.open': 'Les deux côtés dans le temps',
  'past.title': 'Facture {number} dans le temps',
  'past.lead':
    "Ce que chaque côté contenait à un moment, et ce qui l'a changé. QuickBooks n'est pas interrogé : c'est ce qui était connu.",
  'past.back': 'Retour à la facture',
  'past.moment': 'Moment',
  'past.now': 'Maintenant',
  'past.earlier': 'Modification précédente',
  'past.later': 'Modification suivante',
  'past.events': "Ce qui s'est passé",
  'past.compare': 'Les deux côtés à ce moment',
  'past.why': 'Dernière modification avant ce moment',
  'past.logRow': 'Ligne du journal',
  'past.noneHere': "Elle n'existait pas encore ici.",
  'past.noneThere': "Rien n'en était encore connu dans QuickBooks.",
  'past.agree': 'Les deux côtés concordaient.',
  'past.differ': '{count} champ différait.|{count} champs différaient.',
  'past.differs': 'diffère',
  'past.raw': "L'écriture telle que QuickBooks l'a fournie",
  'past.deletedThere': 'Supprimée dans QuickBooks',
  'past.seen': 'Connu depuis le {time}',
  'past.payments': 'Paiements',
  'past.copied': 'Repris de QuickBooks',
  'past.source.write': 'Écrit par Tandem',
  'past.source.webhook': 'Signalé aussitôt par QuickBooks',
  'past.source.sweep': 'Trouvé en demandant les modifications à QuickBooks',
  'past.source.read': 'Lu dans QuickBooks',
};
