/** The one company that a person means by a name or an id. */
import { findCompanies } from '../db/companies.ts';
import type { Database } from '../db/database.ts';
import type { Company } from '../domain/company.ts';
import { invalid } from '../domain/refused.ts';

export async function companyNamed(database: Database, nameOrId: string): Promise<Company> {
  const found = await database.system((tx) => findCompanies(tx, nameOrId));
  const [company] = found;
  if (!company) throw invalid('company', `There is no company “${nameOrId}”.`);
  if (found.length > 1) {
    const ids = found.map((candidate) => candidate.id).join(', ');
    throw invalid('company', `Several companies are called “${nameOrId}”. Name one by its id: ${ids}.`);
  }
  return company;
}
