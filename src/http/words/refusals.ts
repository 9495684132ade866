/** Says a refusal in the reader's language. Commands throw English; French is looked up by the sentence itself. */
import type { z } from 'zod';
import { refusalsFr } from './refusals-fr.ts';
import type { Language } from './words.ts';

/** What stands in the sentences for a kind of record. */
const nouns: Readonly<Record<string, string>> = {
  account: 'compte',
  'API key': 'clé d’API',
  class: 'classe',
  client: 'client',
  delivery: 'envoi',
  employee: 'employé',
  integration: 'intégration',
  invoice: 'facture',
  'invoice at that moment': 'facture à ce moment',
  'invoice status': 'statut de facture',
  issue: 'anomalie',
  item: 'article',
  job: 'tâche',
  location: 'emplacement',
  'no decimals': 'aucune décimale',
  'no status': 'aucun statut',
  payment: 'paiement',
  'payment method': 'mode de paiement',
  preview: 'aperçu',
  'record of QuickBooks at that moment': 'enregistrement de QuickBooks à ce moment',
  role: 'rôle',
  'row of the log': 'ligne du journal',
  status: 'statut',
  tax: 'taxe',
  'tax code': 'code de taxe',
  'webhook endpoint': 'destination de webhooks',
};

const titlesFr: Readonly<Record<number, string>> = {
  400: 'La requête est illisible',
  401: 'Connectez-vous d’abord',
  403: 'Non autorisé',
  404: 'Introuvable',
  405: 'Cette méthode n’est pas admise ici',
  409: 'Impossible pour l’instant',
  412: 'Modifié entre-temps',
  413: 'La requête est trop grande',
  415: 'La requête n’est pas du JSON',
  422: 'La requête n’est pas valable',
  429: 'Trop de requêtes',
  503: 'Indisponible pour l’instant',
};

export function refusalTitle(status: number, english: string, language: Language): string {
  return language === 'fr' ? (titlesFr[status] ?? 'Une erreur s’est produite') : english;
}

const straight = (text: string) => text.replaceAll('’', "'");

const exact = new Map(Object.entries(refusalsFr).map(([english, french]) => [straight(english), french]));
const patterns = Object.entries(refusalsFr)
  .filter(([english]) => english.includes('{}'))
  .map(([english, french]) => {
    const parts = straight(english).split('{}');
    return { shape: new RegExp(`^${parts.map((part) => escaped(part)).join('(.*?)')}$`, 's'), french };
  });

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** A sentence that is not in the catalogue stays as it is. */
export function refusalSentence(english: string, language: Language): string {
  if (language === 'en') return english;
  const text = straight(english);
  const whole = exact.get(text);
  if (whole !== undefined) return spaced(whole);
  for (const { shape, french } of patterns) {
    const found = shape.exec(text);
    if (!found) continue;
    let at = 0;
    return spaced(french).replaceAll('{}', () => {
      at += 1;
      const value = found[at] ?? '';
      return nouns[value] ?? value.replace(/^at most (\d+) decimals$/, 'au plus $1 décimales');
    });
  }
  return english;
}

function spaced(french: string): string {
  return french.replace(/ (?=[:;?!»%])/g, '\u00a0').replaceAll('« ', '«\u00a0');
}

/** For what a schema finds by itself, in words for whoever filled the field. undefined: the schema has a sentence. */
export function fieldSentence(issue: z.core.$ZodRawIssue, language: Language): string | undefined {
  const say = (en: string, fr: string) => (language === 'fr' ? spaced(fr) : en);
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null
        ? say('This is missing.', 'Ce champ est obligatoire.')
        : say(`This is not of the type ${issue.expected}.`, `Cette valeur n’est pas du type ${issue.expected}.`);
    case 'too_small':
      if (issue.origin === 'string' && issue.minimum === 1)
        return say('This must not be empty.', 'Ce champ est obligatoire.');
      return size(issue.origin, say('at least', 'au moins'), issue.minimum, say);
    case 'too_big':
      return size(issue.origin, say('at most', 'au plus'), issue.maximum, say);
    case 'invalid_format':
      return issue.format === 'email'
        ? say('This is not an e-mail address.', 'Ce n’est pas une adresse e-mail.')
        : say('This is not written as it must be.', 'La forme de cette valeur n’est pas correcte.');
    case 'invalid_value':
      return say(
        `Choose one of: ${issue.values.map(String).join(', ')}.`,
        'Cette valeur n’est pas parmi celles proposées.',
      );
    case 'unrecognized_keys':
      return undefined;
    default:
      return say('This value is not valid.', 'Cette valeur n’est pas valable.');
  }
}

type Say = (en: string, fr: string) => string;

function size(origin: string, bound: string, limit: number | bigint, say: Say): string {
  if (origin === 'string')
    return say(`${bound} ${limit} characters.`, `${bound} ${limit} caractères.`).replace(/^./, upper);
  if (origin === 'array') return say(`${bound} ${limit} entries.`, `${bound} ${limit} éléments.`).replace(/^./, upper);
  return `${bound} ${limit}.`.replace(/^./, upper);
}

const upper = (letter: string) => letter.toUpperCase();
