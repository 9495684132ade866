/** Fills empty books with the three standard companies, through the same rules that requests meet. */
import { companies } from '../state/company.ts';
import type { Store } from '../state/store.ts';
import { defaultSwitches } from '../state/switches.ts';
import type { SeedRecord } from './accounts.ts';
import { harborBikeWorks } from './harbor-bike-works.ts';
import { northgateMotors } from './northgate-motors.ts';
import { ridgeAutoRepair } from './ridge-auto-repair.ts';
import { type CompanySeed, seedLists } from './seed-lists.ts';

const dollar = { value: 'USD', name: 'United States Dollar' };
const pound = { value: 'GBP', name: 'British Pound Sterling' };

const standard: { company: CompanySeed; records: SeedRecord[] }[] = [
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
    for (const { company, records } of standard) {
      seedLists(store, { seed: company, records, now, switches: defaultSwitches });
    }
  });
}
