/** The company (tenant) that everything belongs to. */
import type { Id } from '../base/ids.ts';
import type { TaxRounding } from './invoice.ts';

export type Language = 'en' | 'fr';

export interface Company {
  id: Id;
  name: string;
  country: string;
  currency: string;
  timeZone: string;
  language: Language;
  taxRounding: TaxRounding;
  /** The template of invoice numbers. */
  numbering: string;
  invoiceTermDays: number;
  createdAt: Date;
}

export interface Address {
  line1?: string | null;
  line2?: string | null;
  city?: string | null;
  region?: string | null;
  postalCode?: string | null;
  country?: string | null;
}

export interface Location {
  id: Id;
  name: string;
  address: Address | null;
  active: boolean;
}
