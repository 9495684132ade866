/**
 * Mistakes that somebody could make in the code: each breaks a rule, and the explorer has to find it. `find` stands exactly once
 * in `file`; a test holds that, so the list cannot rot unseen.
 */
export interface Mutant {
  name: string;
  /** What is broken by it. */
  rule: string;
  file: string;
  find: string;
  put: string;
}

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: it is code
export const mutants: readonly Mutant[] = [
  {
    name: 'request-id-skipped',
    rule: 'A request whose outcome is unknown is sent again with the same id, so that it is done once.',
    file: 'src/quickbooks/transport.ts',
    find: '...(request.requestId === undefined ? {} : { requestid: request.requestId }),',
    put: '',
  },
  {
    name: 'request-id-new-at-each-try',
    rule: 'A request whose outcome is unknown is sent again with the same id, so that it is done once.',
    file: 'src/sync/send-intents.ts',
    find: 'requestId: intent.requestId,\n    kind:',
    put: 'requestId: `${intent.requestId.slice(0, 40)}${intent.attempts}`,\n    kind:',
  },
  {
    name: 'forgotten-id-trusted',
    rule: 'After a day, when QuickBooks may have forgotten the id, the record is looked for before it is made again.',
    file: 'src/sync/recover-old.ts',
    find: 'return now.getTime() - intent.createdAt.getTime() > rememberedMs;',
    put: 'return now.getTime() - intent.createdAt.getTime() > 1000 * rememberedMs;',
  },
  {
    name: 'found-record-not-adopted',
    rule: 'A record that is found after a day is adopted.',
    file: 'src/sync/recover-old.ts',
    find: '        take(match);\n',
    put: '        return true;\n',
  },
  {
    name: 'base-ignored',
    rule: 'Changed on one side: that side wins. What QuickBooks changed is not overwritten.',
    file: 'src/sync/facts.ts',
    find: 'const booksChanged = now.books[path] !== base.books[path];',
    put: 'const booksChanged = false;',
  },
  {
    name: 'shop-base-ignored',
    rule: 'Changed on one side: that side wins. What the shop changed is not undone.',
    file: 'src/sync/facts.ts',
    find: 'const shopChanged = now.shop[path] !== base.shop[path];',
    put: 'const shopChanged = false;',
  },
  {
    name: 'echo-forgotten',
    rule: 'What Tandem wrote comes back as an event and changes nothing: it is not even read.',
    file: 'src/sync/record-answer.ts',
    find: 'await expectEvents(tx, { ...scope, events: expected });',
    put: '',
  },
  {
    name: 'older-observation-taken',
    rule: 'An observation with an older SyncToken than the stored one is dropped.',
    file: 'src/db/mirrors.ts',
    find: 'where excluded.sync_token > mirrors.sync_token\n',
    put: 'where excluded.sync_token <> mirrors.sync_token\n',
  },
  {
    name: 'full-update',
    rule: 'What QuickBooks holds and the shop does not know survives every write.',
    file: 'src/sync/mapping/invoice-body.ts',
    find: '    sparse: true,\n',
    put: '    sparse: false,\n',
  },
  {
    name: 'rounded-per-invoice',
    rule: 'The tax is what QuickBooks comes to, to the cent.',
    file: 'src/sync/mapping/predict-tax.ts',
    find: 'return { tax: sum(rates.map((rate) => round(base.times(rate.percent).div(100), input.places))), pinned: null };',
    put: 'return { tax: round(sum(rates.map((rate) => base.times(rate.percent).div(100))), input.places), pinned: null };',
  },
  {
    name: 'closing-date-ignored',
    rule: 'No write is committed into a closed period, and none is tried.',
    file: 'src/sync/holds.ts',
    find: "if (closing === null || !dates.some((date) => date !== '' && date <= closing)) return null;",
    put: 'if (closing === null || dates.length > 0) return null;',
  },
  {
    name: 'lease-not-checked',
    rule: 'A worker that lost its lease writes nothing.',
    file: 'src/db/leases.ts',
    find: 'where company_id = ${lease.companyId} and owner = ${lease.owner}\n    returning exists',
    put: 'where company_id = ${lease.companyId}\n    returning exists',
  },
  {
    name: 'earlier-connection-trusted',
    rule: 'A reconnect resumes the queue, also while it is worked.',
    file: 'src/db/leases.ts',
    find: 'if (!row.same) throw new ConnectionChanged(lease.companyId);',
    put: '',
  },
  {
    name: 'moved-money-counted-twice',
    rule: 'Shop payments that stand for one QuickBooks payment never exceed its total.',
    file: 'src/sync/money-of-share.ts',
    find: 'if (holderOf(shared)?.id !== payment.id) return share.money;',
    put: '',
  },
  {
    name: 'voided-payment-kept',
    rule: 'A payment that is voided in QuickBooks is struck in the shop.',
    file: 'src/sync/decide-payments.ts',
    find: '  if (endedThere(seen)) {',
    put: '  if (isVoidedPayment(seen.doc)) return;\n  if (seen.deleted) {',
  },
  {
    name: 'whole-payment-credited',
    rule: 'A payment over several invoices is credited on each by its share.',
    file: 'src/sync/decide-payments.ts',
    find: 'amount: share.money,\n    date:',
    put: 'amount: seen.doc.TotalAmt,\n    date:',
  },
  {
    name: 'other-invoices-unapplied',
    rule: 'An update of a payment leaves its share of other invoices alone.',
    file: 'src/sync/mapping/payment.ts',
    find: 'Line: [...others, ...lineFor(request)],',
    put: 'Line: [...others.slice(0, 0), ...lineFor(request)],',
  },
  {
    name: 'intent-forgotten-on-doubt',
    rule: 'A request whose outcome is unknown stays open until it is known.',
    file: 'src/sync/send-intents.ts',
    find: 'if (isUncertain(outcome)) return tryAgainLater(context, pass, intent);',
    put: "if (isUncertain(outcome)) {\n    await writeHeld(context, pass, (tx, now) => closeIntent(tx, { companyId: pass.companyId, id: intent.id, now }));\n    return 'unknown';\n  }",
  },
  {
    name: 'quota-not-counted',
    rule: "QuickBooks' quotas are never exceeded.",
    file: 'src/quickbooks/quota.ts',
    find: 'for (const window of windowsOf(kind)) window.add([at]);',
    put: '',
  },
];
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: it is code
