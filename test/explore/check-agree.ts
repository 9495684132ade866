/** When both sides are quiet they are equal to the cent, or an open issue (or a state that tells why) says that they are not. */
import { decimal, sameNumber } from '../../src/base/decimal.ts';
import type { Invoice } from '../../src/contract/invoices.ts';
import { linksOf } from '../../src/db/links.ts';
import type { JsonObject } from '../../src/simulator/json.ts';
import { isVoid } from './acts-books.ts';
import { liveIssues } from './live-issues.ts';
import type { World } from './world.ts';

export async function checkAgreement(world: World): Promise<string[]> {
  const found: string[] = [];
  const issues = await liveIssues(world);
  for (const { id } of await world.invoices()) {
    const invoice = await world.api.get<Invoice>(`/invoices/${id}`);
    const codes = issues.get(id) ?? [];
    const say = (text: string) =>
      found.push(`agree: ${invoice.number} (${invoice.sync.state}; ${codes.join(', ') || 'no issue'}) ${text}`);
    judge(await booksOf(world, invoice), { world, invoice, codes, say });
  }
  return found;
}

interface Case {
  world: World;
  invoice: Invoice;
  codes: readonly string[];
  say(text: string): void;
}

type Books = { record: JsonObject; customerId: string | null } | null;

function judge(books: Books, { world, invoice, codes, say }: Case): void {
  const { state, quickBooksId } = invoice.sync;
  if (['held', 'failed', 'conflict'].includes(state) && codes.length === 0) say('says so without an issue');
  if (state === 'pending' && !(world.settings.autoUpdate === false && quickBooksId)) say('still waits at the end');
  if (world.track.wanted.has(invoice.id) && !world.track.interrupted && state === 'not_synced')
    say('was wanted and is not sent');
  if (!quickBooksId) {
    if (codes.includes('total_mismatch')) say('is not sent, for totals that would differ');
    if (['synced', 'voided'].includes(state)) say('has no id in QuickBooks');
    return;
  }
  if (state === 'unlinked' || state === 'not_synced') return;
  if (!books) {
    if (!codes.includes('deleted_in_quickbooks')) say(`is deleted in QuickBooks as ${quickBooksId}`);
    return;
  }
  if (isVoid(books.record) !== (state === 'voided')) say(`is ${isVoid(books.record) ? '' : 'not '}void in QuickBooks`);
  if (state === 'voided' || isVoid(books.record)) {
    if (!invoice.voided || !sameNumber(invoice.balanceDue, '0'))
      say(`is void there, and here ${invoice.balanceDue} is due`);
    return;
  }
  const differences = differencesOf(world, invoice, { ...books });
  const content = world.track.uncopied || (world.settings.autoUpdate === false && state === 'pending');
  const counted = content ? differences.filter(({ money }) => money) : differences;
  const excused = state === 'pending' || codes.some((code) => code !== 'status_rule');
  if (counted.length > 0 && (state === 'synced' || !excused))
    say(`differs: ${counted.map(({ text }) => text).join('; ')}`);
  // Nobody in these histories overrides a tax by more than cents, so no total has to differ while edits cross.
  const copied = !world.track.uncopied && world.settings.autoUpdate !== false;
  if (codes.includes('total_mismatch') && copied) say(`has totals that differ: ${moneyOf(counted)}`);
  if (counted.length === 0 && codes.includes('total_mismatch')) say('has an issue of totals that are equal');
}

function moneyOf(differences: readonly Difference[]): string {
  return differences.flatMap(({ money, text }) => (money ? [text] : [])).join('; ');
}

async function booksOf(world: World, invoice: Invoice): Promise<Books> {
  const { quickBooksId } = invoice.sync;
  const record = quickBooksId ? world.control.read(world.realmId, 'Invoice', quickBooksId) : null;
  if (!record) return null;
  const { companyId } = world.shop;
  const scope = { companyId, realmId: world.realmId };
  const [link] = await world.database.read(companyId, (reader) =>
    linksOf(reader, { ...scope, kind: 'client', shopIds: [invoice.clientId] }),
  );
  return { record, customerId: link?.booksId ?? null };
}

interface Difference {
  text: string;
  money: boolean;
}

function differencesOf(
  world: World,
  invoice: Invoice,
  books: { record: JsonObject; customerId: string | null },
): Difference[] {
  const { record } = books;
  const differences: Difference[] = [];
  const compare = (name: string, here: unknown, there: unknown, money = false) => {
    const same = money ? sameNumber(String(here), String(there)) : (here ?? '') === (there ?? '');
    if (!same) differences.push({ text: `${name} ${here} here, ${there} there`, money });
  };
  const value = (of: unknown) => (of as { value?: unknown } | undefined)?.value;
  compare('total', invoice.total, record.TotalAmt, true);
  compare('balance', invoice.balanceDue, record.Balance, true);
  compare('number', invoice.number, record.DocNumber);
  compare('issue date', invoice.issueDate, record.TxnDate);
  compare('due date', invoice.dueDate, record.DueDate);
  compare('memo', invoice.comment, value(record.CustomerMemo));
  compare('customer', books.customerId, value(record.CustomerRef));
  const inclusive = world.shop.inclusiveTaxId;
  // Automated sales tax may stand as a line of its own in the shop.
  const adjusted = world.shop.kind === 'us-automated-tax';
  if (!adjusted && !invoice.lines.some((line) => line.taxIds.some((id) => id === inclusive))) {
    compare('lines', amounts(soldBy(invoice)), amounts(salesOf(record)));
  }
  return differences;
}

/** A correction of the tax stands in the shop alone. */
function soldBy(invoice: Invoice): string[] {
  return invoice.lines.filter(({ kind }) => kind !== 'tax_adjustment').map(({ amount }) => amount);
}

function salesOf(record: JsonObject): string[] {
  const lines = Array.isArray(record.Line) ? (record.Line as JsonObject[]) : [];
  return lines.filter((line) => line.DetailType === 'SalesItemLineDetail').map((line) => String(line.Amount));
}

function amounts(texts: readonly string[]): string {
  return texts
    .map((text) => decimal(text).toFixed(2))
    .sort()
    .join(' ');
}
