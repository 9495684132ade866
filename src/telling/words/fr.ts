/** French. A non-breaking space stands before : ; ? ! and inside quotation marks. */
import type { MailWords } from './words.ts';

export const fr: MailWords = {
  greeting: (name) => `Bonjour ${name},`,
  footer: (company) => `Tandem envoie ce message aux personnes de ${company} qui peuvent agir.`,
  date: (at, timeZone) => new Intl.DateTimeFormat('fr', { dateStyle: 'long', timeZone }).format(at),
  connectionEnding: {
    subject: ({ company, days }) =>
      `${company} : la connexion à QuickBooks prend fin dans ${days} ${days === 1 ? 'jour' : 'jours'}`,
    body: ({ books, date }) => [
      `L’autorisation de QuickBooks pour « ${books} » prend fin le ${date}.`,
      'Reconnectez-vous d’ici là et rien ne sera retardé. Cela prend une minute ; liens et paramètres sont conservés.',
    ],
    action: 'Se reconnecter à QuickBooks',
  },
  connectionLost: {
    subject: ({ company }) => `${company} : la connexion à QuickBooks est perdue`,
    body: ({ books }) => [
      `QuickBooks n’accepte plus l’autorisation donnée pour « ${books} ».`,
      'Rien n’est perdu : factures et paiements attendent ici et partiront d’eux-mêmes dès que vous vous reconnecterez.',
    ],
    action: 'Se reconnecter à QuickBooks',
  },
  issuesDigest: {
    subject: ({ company, count }) =>
      `${company} : ${count} ${count < 2 ? 'problème attend' : 'problèmes attendent'} une décision`,
    body: ({ count }) => [
      count < 2
        ? 'Un point entre Tandem et QuickBooks attend quelqu’un :'
        : `${count} points entre Tandem et QuickBooks attendent quelqu’un :`,
    ],
    issue: ({ title, invoiceNumber }) => (invoiceNumber ? `Facture ${invoiceNumber} : ${title}` : title),
    more: (count) => `et ${count} ${count < 2 ? 'autre' : 'autres'}`,
    action: 'Ouvrir les problèmes',
  },
  webhookDisabled: {
    subject: ({ company }) => `${company} : un webhook a été désactivé`,
    body: ({ url, reason, date }) => [
      reason === 'gone'
        ? `${url} a répondu ne plus exister (410) : plus rien n’y est envoyé.`
        : `Rien n’est arrivé à ${url} depuis le ${date} : plus rien n’y est envoyé.`,
      'Ce qui attend est conservé 30 jours. Quand l’adresse fonctionnera, réactivez le webhook et l’envoi reprendra.',
    ],
    action: 'Ouvrir Tandem',
  },
};
