/** What must survive: the accountant's notes, the history of every change, the limits of QuickBooks, and closed periods. */
import type { Invoice } from '../../src/contract/invoices.ts';
import type { JsonObject } from '../../src/simulator/json.ts';
import type { World } from './world.ts';

export async function checkKept(world: World): Promise<string[]> {
  return [
    ...notes(world),
    ...serviceDates(world),
    ...limits(world),
    ...closedPeriods(world),
    ...(await replays(world)),
    ...(await leftOver(world)),
  ];
}

function notes(world: World): string[] {
  return [...world.track.notes].flatMap(([key, note]) => {
    const [entity = '', id = ''] = key.split('/');
    const record = world.control.read(world.realmId, entity, id);
    if (!record || String(record.PrivateNote ?? '').includes(note)) return [];
    return [`kept: the note “${note}” of ${key} became “${record.PrivateNote ?? ''}”`];
  });
}

function serviceDates(world: World): string[] {
  return [...world.track.serviceDates].flatMap(([key, date]) => {
    const [id = '', lineId = ''] = key.split('/');
    const record = world.control.read(world.realmId, 'Invoice', id);
    const lines = Array.isArray(record?.Line) ? (record.Line as JsonObject[]) : [];
    const line = lines.find((candidate) => candidate.Id === lineId);
    const detail = line?.SalesItemLineDetail as JsonObject | undefined;
    if (!record || record.TotalAmt === 0 || !detail || detail.ServiceDate === date) return [];
    return [`kept: the service date ${date} of line ${key} became ${detail.ServiceDate}`];
  });
}

function limits(world: World): string[] {
  const refused = world.control.requests().filter((request) => request.status === 429).length;
  // A request that was about to go out when its process stood still is sent all the same, by a budget that is another's by then.
  const late = [...world.track.crashes].filter(([where]) => where.startsWith('stall '));
  const excused = world.track.injected429 + late.reduce((sum, [, count]) => sum + count, 0);
  if (refused <= excused) return [];
  return [`limits: ${refused} requests were too many, and ${world.track.injected429} refusals were asked for`];
}

/** Closed books are read before a write; a refusal for them is only met by who could not know of them yet. */
function closedPeriods(world: World): string[] {
  let known = 0;
  return world.control.requests().flatMap((request, at) => {
    if (world.track.closings.some((before) => before === at)) known = 0;
    if (request.status === 200 && request.items.some(({ entity }) => entity === 'Preferences')) known += 1;
    const refused = request.faults.some((code) => code === '6200' || code === '6210');
    // The process that read them first may have died with them.
    return refused && known > 1 ? [`kept: a write into closed books was tried (${request.path} at ${request.at})`] : [];
  });
}

/** An invoice's events tell it whole: as it stands now, and as it is told for this moment, are the same. */
async function replays(world: World): Promise<string[]> {
  const found: string[] = [];
  const at = encodeURIComponent(new Date(world.clock.now().getTime() + 1000).toISOString());
  for (const { id, number } of await world.invoices()) {
    const [now, then] = await Promise.all([
      world.api.get<Invoice>(`/invoices/${id}`),
      world.api.get<Invoice>(`/invoices/${id}?at=${at}&side=shop`),
    ]);
    const differing = Object.keys(now).filter(
      (key) => told(now[key as keyof Invoice]) !== told(then[key as keyof Invoice]),
    );
    const real = differing.filter((key) => !['sync', 'updatedAt', 'createdAt', 'clientName'].includes(key));
    if (real.length > 0) found.push(`history: ${number} differs from its events in ${real.join(', ')}`);
  }
  return found;
}

/** A record's times are not among its events, and the order of its fields means nothing. */
function told(value: unknown): string {
  return JSON.stringify(value, (key, inner) => {
    if (key === 'createdAt') return undefined;
    const plain = typeof inner === 'object' && inner !== null && !Array.isArray(inner);
    return plain ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => one.localeCompare(other))) : inner;
  });
}

async function leftOver(world: World): Promise<string[]> {
  const { companyId } = world.shop;
  const rows = await world.database.read(
    companyId,
    (reader) => reader<{ what: string; count: string }[]>`
      select 'looks' as what, count(*) from looks where company_id = ${companyId}
      union all select 'webhook events', count(*) from webhook_events where company_id = ${companyId} and handled_at is null
      union all select 'leases', count(*) from leases where company_id = ${companyId} and until > ${world.clock.now()}`,
  );
  return rows.filter((row) => Number(row.count) > 0).map((row) => `rest: ${row.count} ${row.what} are left at the end`);
}
