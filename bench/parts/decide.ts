/** How fast the pure function decides, over observations of a shop that has lived: sent, paid, edited on either side. */
import { currentConnection } from '../../src/db/connections.ts';
import type { Look } from '../../src/db/looks.ts';
import { loadCompanyView } from '../../src/sync/company-view.ts';
import { decide as decideOne } from '../../src/sync/decide.ts';
import type { Observation } from '../../src/sync/observation.ts';
import { observe } from '../../src/sync/observe.ts';
import { moveTo } from '../../test/kit/shop.ts';
import { figure, type Measured, type Part, type PostgresUrls, type Sizes, sizeOf } from '../bench.ts';
import { makeInvoices, openBenchShop } from '../shop.ts';
import { openWorld, type World } from '../world.ts';

export const decide: Part = {
  about: 'decisions of the pure function over observations as the loop makes them',
  sizes: { invoices: 60, milliseconds: 5_000 },
  tiny: { invoices: 4, milliseconds: 20 },
  run: measure,
};

async function measure(urls: PostgresUrls, sizes: Sizes): Promise<Measured> {
  const world = await openWorld(urls);
  try {
    const observations = await livedIn(world, sizeOf(sizes, 'invoices'));
    const kinds = new Set(observations.map((observed) => decideOne(observed).state));
    for (let round = 0; round < 200; round += 1) observations.forEach(decideOne); // Compiled before it is timed.
    const until = performance.now() + sizeOf(sizes, 'milliseconds');
    const began = performance.now();
    let decisions = 0;
    while (performance.now() < until) {
      observations.forEach(decideOne);
      decisions += observations.length;
    }
    const seconds = (performance.now() - began) / 1000;
    return {
      figures: [
        figure('decisions', decisions / seconds, '/s'),
        figure('one decision', (seconds * 1e6) / decisions, 'µs'),
        figure('observations', observations.length, 'different'),
      ],
      notes: [`One thread, invoices of three lines. Answers among them: ${[...kinds].sort().join(', ')}.`],
    };
  } finally {
    await world.stop();
  }
}

/** A quarter each: not sent, synced and paid, edited here since, edited there since. Looked at as if Sync had been pressed. */
async function livedIn(world: World, count: number): Promise<Observation[]> {
  const shop = await openBenchShop(world, { clients: 4, items: 10 });
  const ids = await makeInvoices(world, shop, { count, paid: true });
  for (const [index, id] of ids.entries()) if (index % 4 !== 0) await moveTo(world, { id }, shop.statuses.in_progress);
  await world.settle();
  for (const [index, id] of ids.entries()) {
    if (index % 4 === 2) await world.api.patch(`/invoices/${id}`, { comment: 'Changed here' });
  }
  const { companyId } = world;
  return world.database.read(companyId, async (reader) => {
    const connection = await currentConnection(reader, companyId);
    if (!connection) throw new Error('The shop is connected.');
    const now = world.clock.now();
    const view = await loadCompanyView(reader, connection, now);
    const looks = ids.map((id) => pressed(companyId, id, now));
    const observations = await observe(reader, view, looks);
    return observations.map((observed) =>
      ids.indexOf(observed.invoice.id) % 4 === 3 ? changedThere(observed) : observed,
    );
  });
}

/** As the mirror holds it after an edit there, before it is decided. */
function changedThere(observed: Observation): Observation {
  const { books } = observed;
  if (!books) throw new Error('A synced invoice has a mirror.');
  return { ...observed, books: { ...books, doc: { ...books.doc, CustomerMemo: { value: 'Changed there' } } } };
}

function pressed(companyId: string, subjectId: string, createdAt: Date): Look {
  const nothing = { seq: 0, enteredStatusIds: [], fix: null, attempts: 0 };
  return { companyId, kind: 'invoice', subjectId, requested: true, createdAt, ...nothing };
}
