/** A company with its lists, written through the same rules that requests meet. */
import { rules } from '../operations.ts';
import { operateBooks } from '../state/books.ts';
import { type Company, raiseNumber, saveCompany } from '../state/company.ts';
import type { Store } from '../state/store.ts';
import type { Switches } from '../state/switches.ts';
import type { SeedRecord } from './accounts.ts';

export type CompanySeed = Omit<Company, 'state' | 'switches'>;

export function seedLists(
  store: Store,
  {
    seed,
    records,
    now,
    switches,
  }: { seed: CompanySeed; records: readonly SeedRecord[]; now: Date; switches: Switches },
): Company {
  const company: Company = { ...seed, state: null, switches };
  saveCompany(store, company);
  // Address 1 is the company's; transactions start high so that their ids are not taken for list ids.
  raiseNumber({ store, realmId: company.realmId, sequence: 'id:addresses', last: 1 });
  raiseNumber({ store, realmId: company.realmId, sequence: 'id:transactions', last: 100 });
  operateBooks({ store, company, actor: 'seed', now }, (books) => {
    for (const { entity, id, body } of records) {
      const create = rules[entity].create;
      if (create) create(books, body, { sparse: false, allowDuplicateNumber: false, id });
      else books.insert(entity, body, { id });
    }
  });
  return company;
}
