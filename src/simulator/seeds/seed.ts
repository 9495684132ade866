/** Fills empty books with the three standard companies, through the same rules that requests meet. */
import { rules } from '../operations.ts';
import { operateBooks } from '../state/books.ts';
import { type Company, companies, raiseNumber, saveCompany } from '../state/company.ts';
import type { Store } from '../state/store.ts';
import { defaultSwitches } from '../state/switches.ts';
import type { SeedRecord } from './accounts.ts';
import { harborBikeWorks } from './harbor-bike-works.ts';
import { northgateMotors } from './northgate-motors.ts';
import { ridgeAutoRepair } from './ridge-auto-repair.ts';

const dollar = { value: 'USD', name: 'United States Dollar' };
const pound = { value: 'GBP', name: 'British Pound Sterling' };

const standard: { company: Omit<Company, 'state' | 'switches'>; records: SeedRecord[] }[] = [
  {
    company: {
      realmId: '9341450000000001',
      name: 'Ridge Auto Repair',
      kind: 'us-manual-tax',
      country: 'US',
      currency: dollar,
    },
    records: ridgeAutoRepair,
  },
  {
    company: {
      realmId: '9341450000000002',
      name: 'Harbor Bike Works',
      kind: 'us-automated-tax',
      country: 'US',
      currency: dollar,
    },
    records: harborBikeWorks,
  },
  {
    company: { realmId: '9341450000000003', name: 'Northgate Motors Ltd', kind: 'uk', country: 'GB', currency: pound },
    records: northgateMotors,
  },
];

export function seedCompanies(store: Store, now: Date): void {
  if (companies(store).length > 0) return;
  store.transact(() => {
    for (const { company, records } of standard) seedCompany(store, { company, records, now });
  });
}

interface Seed {
  company: Omit<Company, 'state' | 'switches'>;
  records: SeedRecord[];
  now: Date;
}

function seedCompany(store: Store, { company: seed, records, now }: Seed): void {
  const company: Company = { ...seed, state: null, switches: defaultSwitches };
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
}
