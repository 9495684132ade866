/** The sample company as Intuit gives its developers one: lived in for some months, and with the tolerance that clients count on. */
import type { PlainDate } from '../../base/clock.ts';
import { writeRecord } from '../operations.ts';
import { operateBooks } from '../state/books.ts';
import { type Company, findCompany } from '../state/company.ts';
import type { Store } from '../state/store.ts';
import { defaultSwitches, type SwitchesPatch } from '../state/switches.ts';
import { serverDate } from '../wire/time.ts';
import { larkspurDocuments } from './larkspur-documents.ts';
import { larkspurLists } from './larkspur-lists.ts';
import { type CompanySeed, seedLists } from './seed-lists.ts';

const seed: CompanySeed = {
  realmId: '9341450000000004',
  name: 'Larkspur Landscaping',
  kind: 'us-manual-tax',
  country: 'US',
  currency: { value: 'USD', name: 'United States Dollar' },
};

/** What clients written for Intuit's sandbox were seen to do, beyond what is documented. */
const tolerant: SwitchesPatch = {
  queryNotEquals: 'allow',
  accountNumberMax: 20,
  lineWithoutItem: 'default-item',
  paymentOperationVoid: true,
  pathCase: 'any',
  pseudoTaxCodes: 'in-addition',
};

/** Its dates lie before the day of seeding. */
export function seedSampleCompany(store: Store, now: Date): void {
  if (findCompany(store, seed.realmId)) return;
  store.transact(() => {
    const today = serverDate(now);
    const documents = larkspurDocuments(today);
    const first = documents[0]?.date ?? today;
    const company = seedLists(store, {
      seed,
      records: larkspurLists,
      now: at(first),
      switches: { ...defaultSwitches, ...tolerant },
    });
    const ids = new Map<string, string>();
    const idOf = (name: string): string => {
      const id = ids.get(name);
      if (id === undefined) throw new Error(`The sample company has no ${name} yet.`);
      return id;
    };
    for (const document of documents) {
      const id = write({ store, company, date: document.date }, { entity: document.entity, body: document.body(idOf) });
      if (document.remember !== undefined) ids.set(document.remember, id);
    }
  });
}

function write(
  { store, company, date }: { store: Store; company: Company; date: PlainDate },
  { entity, body }: Pick<Parameters<typeof writeRecord>[1], 'entity' | 'body'>,
): string {
  const open = { store, company, actor: 'seed', now: at(date) } as const;
  return operateBooks(open, (books) => writeRecord(books, { entity, operation: 'create', body }).id);
}

/** Noon in California, or an hour from it. */
function at(date: PlainDate): Date {
  return new Date(`${date}T20:00:00Z`);
}
