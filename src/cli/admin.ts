/** `tandem admin create`: a company with its owner. Nothing has a default password. */
import type { Clock } from '../base/clock.ts';
import type { Id } from '../base/ids.ts';
import { secretText } from '../base/random.ts';
import { currencyOfCountry } from '../contract/currency-of-country.ts';
import type { Database } from '../db/database.ts';
import type { Language } from '../domain/company.ts';
import { invalid } from '../domain/refused.ts';
import { hashPassword } from '../shop/passwords.ts';
import { startCompany } from '../shop/start-company.ts';

export interface AdminOptions {
  company: string;
  email: string;
  /** The owner's name; absent: the e-mail's part before the @. */
  name?: string;
  country?: string;
  currency?: string;
  timeZone?: string;
  language?: Language;
  /** Absent: one is made up. */
  password?: string;
}

export interface CreatedAdmin {
  companyId: Id;
  employeeId: Id;
  /** The password that was made up, to be shown once; null when one was given. */
  generatedPassword: string | null;
}

const shortestPassword = 10;
const generatedBytes = 15;

export async function createAdmin(database: Database, clock: Clock, options: AdminOptions): Promise<CreatedAdmin> {
  const companyName = options.company.trim();
  if (companyName === '' || companyName.length > 200)
    throw invalid('company', 'A company’s name has 1 to 200 characters.');
  if (!/^[^\s@]+@[^\s@]+$/.test(options.email)) throw invalid('email', 'This is not an e-mail address.');
  if (options.password !== undefined && options.password.length < shortestPassword) {
    throw invalid('password', `A password has at least ${shortestPassword} characters.`);
  }
  const generatedPassword = options.password === undefined ? secretText(generatedBytes) : null;
  const passwordHash = await hashPassword(options.password ?? generatedPassword ?? '');
  const country = (options.country ?? 'US').toUpperCase();
  const language = options.language ?? (country === 'FR' ? 'fr' : 'en');
  const made = await database.system((tx) =>
    startCompany(tx, clock.now(), {
      company: {
        name: companyName,
        country,
        currency: (options.currency ?? currencyOfCountry(country)).toUpperCase(),
        timeZone: options.timeZone ?? 'UTC',
        language,
      },
      owner: {
        name: options.name ?? options.email.split('@')[0] ?? options.email,
        email: options.email,
        passwordHash,
      },
    }),
  );
  return { ...made, generatedPassword };
}
