/** The three-way merge of an invoice's content: what to copy here, what to write there, what a person must answer. */

import { sameNumber } from '../base/decimal.ts';
import { mismatch, missingRefs, refIds, taxOverride } from './decide-create.ts';
import { moveForEvents } from './decide-events.ts';
import {
  answerConflicts,
  type BaseFacts,
  type Conflict,
  type Facts,
  isUnder,
  type Merge,
  mergeFacts,
  orderFact,
  type Side,
} from './facts.ts';
import { closedPeriod, refusedBefore, staleInvoice } from './holds.ts';
import { issueDraft } from './issue-draft.ts';
import { draftInvoice, type InvoiceDraft } from './mapping/draft.ts';
import { containedFactorOf, pullPatch } from './mapping/from-books.ts';
import { booksFacts, draftFacts, lineKeys, totalTaxOf } from './mapping/invoice-facts.ts';
import { rematchLines } from './mapping/rematch-lines.ts';
import { nameFact } from './name-fact.ts';
import type { InvoiceBase, Observation } from './observation.ts';
import { emptyPlan, type Plan, type ShopStep } from './plan.ts';

export function decideContent(observed: Observation): Plan {
  const { base, books, company, invoice, look } = observed;
  if (!base || !books) return emptyPlan('pending');
  const draft = draftInvoice(invoice, company.draft);
  if (!draft.draft) return { ...emptyPlan('held'), issues: draft.issues };
  const shop = draftFacts(draft.draft, refIds(observed));
  const there = booksFactsNow(observed);
  const lineIds = rematchLines(there, base);
  if (lineIds) return { ...emptyPlan('pending'), shop: [{ kind: 'rebase', base: { ...base, lineIds } }] };
  const merge = mergeFacts({ shop, books: there }, base);
  const answered = answerConflicts(merge, (conflict) => answerTo(conflict, observed));
  const event = announce(there, merge, base);

  if (answered.conflicts.length > 0) return withEvent(conflictPlan(observed, answered), event, observed);
  const inConflict = new Set(merge.conflicts.map((conflict) => conflict.path));
  const settle = answered.push.filter((path) => inConflict.has(path));
  // What was answered for QuickBooks is copied, whatever the settings say of edits.
  const isCopied = (path: string) => company.settings.copyEdits || inConflict.has(path);
  const uncopied = answered.pull.filter((path) => !isCopied(path));
  const keep = [...answered.push.filter((path) => !settle.includes(path)), ...uncopied];
  const pull = answered.pull.filter(isCopied);
  if (pull.length > 0) {
    return withEvent(pullPlan(observed, { ...answered, pull }, { keep, settle }), event, observed);
  }
  if (settle.length > 0 || merge.agreed.length > 0) {
    const rebase: ShopStep = { kind: 'pull', patch: {}, lineKeys: null, pull: merge.agreed, keep, settle };
    return withEvent({ ...emptyPlan('pending'), shop: [rebase] }, event, observed);
  }
  if (event) return withEvent(emptyPlan('pending'), event, observed);
  const push = answered.push;
  if (push.length === 0) return emptyPlan('synced');
  const pressed = look?.requested === true || look?.fix != null;
  if (!company.settings.autoUpdate && !pressed && observed.link?.requested !== true) return emptyPlan('pending');
  const plan = pushPlan(observed, draft.draft, { shop, push, uncopied: notAsAgreed(there, base, uncopied) });
  return pressed ? { ...plan, link: { ...plan.link, requested: true } } : plan;
}

export function booksFactsNow({ base, books, company }: Observation) {
  if (!base || !books) return {};
  return booksFacts(books.doc, {
    keys: lineKeys(base.lineIds),
    taxMode: company.connection.taxMode,
    numbered: company.connection.preferences.customTxnNumbers,
  });
}

function pushPlan(observed: Observation, draft: InvoiceDraft, change: Omit<Change, 'key'>): Plan {
  const { invoice, books } = observed;
  const needed = change.push.some((path) => path === 'customer' || path === orderFact || path.startsWith('lines.'));
  const missing = needed ? missingRefs(observed, draft) : null;
  if (missing) return missing;
  const held = closedPeriod(observed, [books?.doc.TxnDate ?? '', invoice.issueDate]) ?? mismatch(observed, draft);
  if (held) return held;
  const key = `update/${invoice.version}`;
  const stopped = staleInvoice(observed) ?? refusedBefore(observed, key);
  return stopped ?? updatePlan(observed, draft, { ...change, key });
}

/** The tax came about by an edit in QuickBooks, not as the answer to what Tandem stated. */
export function taxIsTheirs({ base, books }: Observation): boolean {
  if (base?.tax === undefined || books === null) return false;
  return base.tax === null || !sameNumber(base.tax, totalTaxOf(books.doc));
}

/**
 * The shop's tax counts (automated sales tax), and QuickBooks computed its own anew after an edit there, or came by chance
 * to what was stated for other lines: the shop's is stated again. Null: it was stated, and QuickBooks has another all the same.
 */
export function restateTax(observed: Observation): Plan | null {
  const { base, books, company, invoice, link, look } = observed;
  const draft = draftInvoice(invoice, company.draft).draft;
  const tax = draft && taxOverride(observed, draft);
  if (!base || !books || !draft || tax === null) return null;
  if (!taxIsTheirs(observed) && sameNumber(base.override ?? tax, tax)) return null;
  const pressed = look?.requested === true || look?.fix != null;
  if (!company.settings.autoUpdate && !pressed && link?.requested !== true) return null;
  const held = closedPeriod(observed, [books.doc.TxnDate ?? '']);
  if (held) return held;
  const key = `tax/${books.raw.SyncToken}`;
  const stopped = staleInvoice(observed) ?? refusedBefore(observed, key);
  return stopped ?? updatePlan(observed, draft, { shop: base.shop, push: [], uncopied: {}, key });
}

interface Change {
  shop: Facts;
  push: string[];
  /** What QuickBooks holds otherwise, and the settings leave there. */
  uncopied: Facts;
  key: string;
}

function updatePlan(observed: Observation, draft: InvoiceDraft, change: Change): Plan {
  const { link } = observed;
  return {
    ...emptyPlan('pending'),
    writes: [
      {
        kind: 'update_invoice',
        draft,
        facts: change.shop,
        paths: change.push,
        uncopied: change.uncopied,
        generation: link?.generation ?? 0,
        key: change.key,
        taxOverride: taxOverride(observed, draft),
      },
    ],
  };
}

function pullPlan(observed: Observation, merge: Merge, open: { keep: string[]; settle: string[] }): Plan {
  const { invoice, company } = observed;
  const pulled = pullPatch(invoice, booksFactsNow(observed), merge.pull, {
    settings: company.settings,
    taxMode: company.connection.taxMode,
    clientOf: (id) => observed.clientsByBooksId.get(id) ?? null,
    itemOf: (id) => observed.itemsByBooksId.get(id) ?? null,
    itemName: (id) => company.draft.itemNames.get(id) ?? '',
    containedFactor: containedFactorOf(observed.taxes),
    places: company.draft.places,
  });
  if (pulled.kind === 'unknown_customer') {
    return { ...emptyPlan('pending'), needs: [{ kind: 'read', entity: 'Customer', booksId: pulled.booksId }] };
  }
  if (pulled.kind === 'unmapped_tax') {
    const taxes = company.draft.taxCodes.get(pulled.code)?.name ?? pulled.code;
    const issue = issueDraft({ code: 'unmapped_tax', subject: `quickbooks:${pulled.code}`, params: { taxes } });
    return { ...emptyPlan('held'), issues: [issue] };
  }
  const { patch, lineKeys: keys } = pulled;
  const step: ShopStep = {
    kind: 'pull',
    patch,
    lineKeys: keys,
    pull: [...merge.pull, ...merge.agreed],
    ...open,
  };
  return { ...emptyPlan('pending'), shop: [step] };
}

/** The company's rule, or the answer that a person gave to this very issue. */
function answerTo(conflict: Conflict, { company, look, issues }: Observation): Side | null {
  const fix = look?.fix;
  const open = issues.find((issue) => issue.code === 'conflict');
  if (fix && open && fix.issueId === open.id) {
    if (fix.fixId === 'take_shop') return 'shop';
    if (fix.fixId === 'take_quickbooks') return 'quickbooks';
    const named = Object.entries(fix.fields ?? {}).find(([path]) => isUnder(conflict.path, path));
    if (named) return named[1];
  }
  if (company.settings.conflictRule === 'shop') return 'shop';
  return company.settings.conflictRule === 'quickbooks' ? 'quickbooks' : null;
}

function conflictPlan(observed: Observation, merge: Merge): Plan {
  const { invoice, books } = observed;
  const fields = merge.conflicts.map(({ path, base, shop, quickBooks }) => ({
    path,
    base: nameFact(observed, path, base),
    shop: nameFact(observed, path, shop),
    quickBooks: nameFact(observed, path, quickBooks),
  }));
  const issue = issueDraft({
    code: 'conflict',
    conflict: { fields, totals: { shop: invoice.total, quickBooks: books?.doc.TotalAmt ?? null } },
    fixes: ['take_shop', 'take_quickbooks', 'merge'],
  });
  return { ...emptyPlan('conflict'), issues: [issue] };
}

interface Announcement {
  announced: Facts;
  /** False: it was announced by a former release, and is only to be kept in the form of this one. */
  fires: boolean;
}

/** *Invoice updated* fires once for what QuickBooks holds that is not ours, copied or not. */
function announce(there: Facts, merge: Merge, base: InvoiceBase): Announcement | null {
  const differing = [...merge.pull, ...merge.conflicts.map((conflict) => conflict.path)];
  const announced = notAsAgreed(there, base, differing);
  const paths = Object.keys(announced);
  if (paths.length === 0) return null;
  const before = base.announced;
  if (typeof before === 'string') return { announced, fires: before !== JSON.stringify(there) };
  return paths.every((path) => before?.[path] === announced[path]) ? null : { announced, fires: true };
}

/** QuickBooks' values at those of `paths` where they are not as agreed; empty where it no longer has one. */
export function notAsAgreed(there: Facts, base: BaseFacts, paths: readonly string[]): Facts {
  const changed = [...new Set([...Object.keys(there), ...Object.keys(base.books)])].filter(
    (path) => there[path] !== base.books[path] && paths.some((other) => isUnder(path, other)),
  );
  return Object.fromEntries(changed.map((path) => [path, there[path] ?? '']));
}

/** The event's move is made together with the copy, and what was announced is kept in the base. */
function withEvent(plan: Plan, event: Announcement | null, observed: Observation): Plan {
  if (event === null || !observed.base) return plan;
  const rebase: ShopStep = { kind: 'rebase', base: { ...observed.base, announced: event.announced } };
  if (!event.fires) return { ...plan, shop: [rebase, ...plan.shop] };
  const moves = moveForEvents(observed, ['invoiceUpdated']);
  return {
    ...plan,
    shop: [rebase, ...plan.shop, ...moves.shop],
    issues: [...plan.issues, ...moves.issues],
    events: ['invoiceUpdated', ...plan.events],
  };
}
