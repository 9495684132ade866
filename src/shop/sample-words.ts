/** The sample data in both languages. */
import type { Language } from '../domain/company.ts';
import type { ClientWrite } from './clients.ts';

interface SampleWords {
  number: string;
  tax: { name: string; code: string; rate: string };
  items: { kind: 'product' | 'service'; name: string; sku: string; price: string }[];
  clients: ClientWrite[];
}

export const sampleWords: Record<Language, SampleWords> = {
  en: {
    number: 'SAMPLE',
    tax: { name: 'Sample tax', code: 'SAMPLE', rate: '8' },
    items: [
      { kind: 'service', name: 'Labour, per hour (sample)', sku: 'SAMPLE-LAB', price: '95' },
      { kind: 'product', name: 'Front brake pads (sample)', sku: 'SAMPLE-BP', price: '89.90' },
      { kind: 'product', name: 'Synthetic oil 5W-30, 5 l (sample)', sku: 'SAMPLE-OIL', price: '42.50' },
    ],
    clients: [
      { type: 'person', firstName: 'Hanna', lastName: 'Ortiz (sample)', email: 'hanna.ortiz@example.com' },
      { type: 'organization', name: 'Bayview Deliveries (sample)', email: 'accounts@example.com' },
      { type: 'person', firstName: 'Sam', lastName: 'Okafor (sample)', email: 'sam.okafor@example.com' },
    ],
  },
  fr: {
    number: 'EXEMPLE',
    tax: { name: 'TVA d’exemple', code: 'EXEMPLE', rate: '20' },
    items: [
      { kind: 'service', name: 'Main-d’œuvre, l’heure (exemple)', sku: 'EXEMPLE-MO', price: '72' },
      { kind: 'product', name: 'Plaquettes de frein avant (exemple)', sku: 'EXEMPLE-PF', price: '64.90' },
      { kind: 'product', name: 'Huile 5W-30, 5 l (exemple)', sku: 'EXEMPLE-HU', price: '38.50' },
    ],
    clients: [
      { type: 'person', firstName: 'Anne', lastName: 'Morel (exemple)', email: 'anne.morel@example.com' },
      { type: 'organization', name: 'Livraisons du Port (exemple)', email: 'compta@example.com' },
      { type: 'person', firstName: 'Karim', lastName: 'Benali (exemple)', email: 'karim.benali@example.com' },
    ],
  },
};
