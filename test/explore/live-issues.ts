/** The codes of the issues that wait for a person or were dismissed by one, by invoice. */
import type { World } from './world.ts';

export async function liveIssues(world: World): Promise<Map<string, string[]>> {
  const rows = await world.database.read(
    world.shop.companyId,
    (reader) => reader<{ invoice_id: string | null; code: string }[]>`
      select invoice_id, code from issues where company_id = ${world.shop.companyId} and state <> 'closed' order by id`,
  );
  const codes = new Map<string, string[]>();
  for (const row of rows) codes.set(row.invoice_id ?? '', [...(codes.get(row.invoice_id ?? '') ?? []), row.code]);
  return codes;
}
