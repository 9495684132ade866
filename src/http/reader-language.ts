/** In which language to answer: what the request prefers, else the company's. */
import type { Context } from 'hono';
import type { Id } from '../base/ids.ts';
import { loadCompany } from '../db/companies.ts';
import type { Reader } from '../db/database.ts';
import type { Language } from './words/words.ts';

export async function readerLanguage(raw: Context, reader: Reader, companyId: Id): Promise<Language> {
  const wanted = raw.req.header('accept-language') ?? '';
  const first = /^\s*(en|fr)\b/i.exec(wanted)?.[1]?.toLowerCase();
  if (first === 'en' || first === 'fr') return first;
  return (await loadCompany(reader, companyId)).language;
}
