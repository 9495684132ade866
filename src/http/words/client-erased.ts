/** What is left to do in QuickBooks after a client was erased here. `linked`: a customer there stands for the client. */
import type { Language } from './words.ts';

export function clientErasedNote(linked: boolean, language: Language): string {
  if (language === 'fr') {
    return linked
      ? 'Le client dans QuickBooks n’a pas été modifié : il relève de votre comptable. Pour l’y effacer aussi, ouvrez-le dans Ventes > Clients, remplacez son nom et ses coordonnées, puis rendez-le inactif.'
      : 'Ce client n’a pas été synchronisé avec QuickBooks : il n’y a rien à y faire.';
  }
  return linked
    ? 'The customer in QuickBooks was not changed: it is your accountant’s record. To erase the person there too, open the customer under Sales > Customers, replace the name and the contact details, and make it inactive.'
    : 'This client was never synced with QuickBooks: nothing is left to do there.';
}
