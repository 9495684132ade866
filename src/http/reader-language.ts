/** In which language to answer: what the request prefers, else the company's. */
import type { Context } from 'hono';
import type { Id } from '../base/ids.ts';
import { loadCompany } from '../db/companies.ts';
import type { Reader } from '../db/database.ts';
import type { Language } from './words/words.ts';

export async function readerLanguage(raw: Context, reader: Reader, companyId: Id): Promise<Language> {
  return wanted(raw) ?? (await loadCompany(reader, companyId)).language;
}

/** Of a refusal: English, unless the request prefers French. Programs that ask for nothing are told what they were told before. */
export function problemLanguage(raw: Context): Language {
  return wanted(raw) ?? 'en';
}

function wanted(raw: Context): Language | null {
  const first = /^\s*(en|fr)\b/i.exec(raw.req.header('accept-language') ?? '')?.[1]?.toLowerCase();
  return first === 'en' || first === 'fr' ? first : null;
}
