/** Ce que proposent toutes les listes : vues enregistrées et tableaux pour un tableur. */
import type { lists as english } from '../en/lists.ts';

export const lists: Record<keyof typeof english, string> = {
  'export.csv': 'Exporter',
  'export.csvHint': 'En tableau pour un tableur (CSV)',
  'export.done': '{count} ligne exportée.|{count} lignes exportées.',
  'export.tooMany':
    'Il y a plus de {count} ligne. Filtrez la liste, puis exportez.|Il y a plus de {count} lignes. Filtrez la liste, puis exportez.',
  'payments.change': 'Modifier',
  'payments.changeFor': 'Modifier le paiement de {number}',
  'list.inactive': 'Afficher aussi les inactifs',
  'list.import': 'Importer de QuickBooks',
  'field.example': 'p. ex. {value}',
  'filter.any': 'Tous',
  'payments.state': 'État',
  'payments.active': 'Valable',
  'view.title': 'Vues',
  'view.none': 'Aucune vue enregistrée. Choisissez des filtres, puis enregistrez-les ici.',
  'view.save': 'Enregistrer ces filtres comme vue',
  'view.name': 'Nom de la vue',
  'view.saved': 'La vue « {name} » est enregistrée.',
  'view.remove': 'Supprimer la vue {name}',
  'view.unpaid': 'En retard',
  'view.attention': 'Retenues par la synchronisation',
  'view.own': 'Mes vues',
  'view.given': 'Proposées',
};
