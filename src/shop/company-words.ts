/** What a new company's first things are called, in its language. Afterwards the names are its own. */
import type { Language } from '../domain/company.ts';
import type { StatusGroup } from '../domain/status.ts';

export interface CompanyWords {
  numbering: string;
  /** In the order of domain/people.ts builtInRoles. */
  roles: readonly string[];
  statuses: Record<StatusGroup, string>;
  location: string;
  accounts: { cash: string; bank: string };
  paymentMethods: readonly string[];
}

export const companyWords: Record<Language, CompanyWords> = {
  en: {
    numbering: 'INV-{C:5}',
    roles: ['Owner', 'Admin', 'Manager', 'Specialist'],
    statuses: { new: 'New', in_progress: 'In progress', paid: 'Paid', canceled: 'Canceled' },
    location: 'Main location',
    accounts: { cash: 'Cash', bank: 'Bank' },
    paymentMethods: ['Cash', 'Card', 'Bank transfer'],
  },
  fr: {
    numbering: 'FAC-{C:5}',
    roles: ['Propriétaire', 'Administrateur', 'Gestionnaire', 'Spécialiste'],
    statuses: { new: 'Nouveau', in_progress: 'En cours', paid: 'Payé', canceled: 'Annulé' },
    location: 'Site principal',
    accounts: { cash: 'Caisse', bank: 'Banque' },
    paymentMethods: ['Espèces', 'Carte', 'Virement'],
  },
};
