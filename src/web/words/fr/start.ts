/** Le premier démarrage : créer l'entreprise, et par quoi commencer. */
import type { start as english } from '../en/start.ts';

export const start: Record<keyof typeof english, string> = {
  'start.title': 'Installer Tandem',
  'start.lead': "Il n'y a pas encore d'entreprise ici. Créez la vôtre, dont vous serez propriétaire.",
  'start.code': "Code d'installation",
  'start.codeHint':
    "Le programme l'affiche dans son terminal ou son journal au démarrage. Il empêche un inconnu de passer avant vous.",
  'start.wrongCode':
    "Ce n'est pas le code d'installation. Le programme l'affiche au démarrage, tant qu'il n'y a pas d'entreprise.",
  'start.company': 'Votre entreprise',
  'start.companyName': "Nom de l'entreprise",
  'start.countryHint': 'Celui de votre société QuickBooks',
  'start.currencyHint': 'La devise de votre société QuickBooks ; elle ne pourra plus changer',
  'start.owner': 'Vous, propriétaire',
  'start.name': 'Votre nom',
  'start.create': "Créer l'entreprise",
  'welcome.title': 'Premiers pas',
  'welcome.lead': 'Chaque étape peut attendre. Vous retrouvez cette page dans le menu à votre nom.',
  'welcome.done': 'fait',
  'welcome.open': 'à faire',
  'welcome.company': "Créer l'entreprise",
  'welcome.companyText': "Vérifiez la numérotation, le délai de paiement et l'arrondi des taxes.",
  'welcome.companyDo': "Paramètres de l'entreprise",
  'welcome.finance': 'Ajouter vos taxes',
  'welcome.financeText': "Les taxes et leurs taux, et les comptes où se trouve l'argent.",
  'welcome.financeDo': 'Paramètres des finances',
  'welcome.connect': 'Connecter QuickBooks',
  'welcome.connectText': "Dans une fenêtre d'Intuit. La connexion n'envoie rien.",
  'welcome.connectSimulator':
    'Cette installation parle avec un QuickBooks simulé : vous pouvez tout essayer sans compte Intuit. Il doit être lancé : tandem simulator.',
  'welcome.connectSandbox':
    "Cette installation parle avec l'environnement d'essai d'Intuit : des sociétés pour essayer, pas de vraie comptabilité.",
  'welcome.connectDo': 'Se connecter',
  'welcome.import': 'Lier clients et articles',
  'welcome.importText': "Ce que QuickBooks connaît déjà est lié ou copié, une fois que vous l'avez vu.",
  'welcome.importDo': 'Importer ou lier',
  'welcome.settings': 'Terminer les quatre étapes',
  'welcome.settingsText':
    "Les statuts qui envoient une facture, le compte d'encaissement, les taxes et les événements.",
  'welcome.settingsDo': 'Paramètres QuickBooks',
  'welcome.invoice': 'Créer la première facture',
  'welcome.invoiceText': 'Ou choisissez Synchroniser avec QuickBooks sur une facture existante.',
  'welcome.invoiceDo': 'Nouvelle facture',
  'sample.title': "Essayer avec des données d'exemple",
  'sample.text':
    "Ajoute trois clients, trois articles, une taxe et trois factures, tous marqués comme exemples. Rien n'en est envoyé à QuickBooks sans votre demande.",
  'sample.add': "Ajouter les données d'exemple",
  'sample.added': "Les données d'exemple sont là.",
  'sample.present': "Vos listes contiennent des données d'exemple. Retirez-les avant de travailler pour de bon.",
  'sample.remove': "Retirer les données d'exemple",
  'sample.removeTitle': "Retirer les données d'exemple ?",
  'sample.removeText':
    "Les factures d'exemple sont supprimées ; les clients, les articles et la taxe d'exemple sont supprimés ou désactivés. Les factures présentes dans QuickBooks ou déjà payées restent.",
  'sample.removed': "Les données d'exemple sont retirées.",
  'sample.kept': 'Celles-ci restent, car elles sont dans QuickBooks ou ont reçu un paiement : {names}.',
};
