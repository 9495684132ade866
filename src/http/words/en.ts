/** English. */
import type { Words } from './words.ts';

const events: Record<string, string> = {
  invoiceUpdated: 'Invoice updated',
  paymentCreated: 'Payment created',
  invoiceVoided: 'Invoice voided',
};

export const en: Words = {
  issues: {
    unmapped_tax: {
      title: (p) => (p.taxes ? `The tax ${p.taxes} is not mapped` : 'A line without tax has no QuickBooks tax code'),
      explanation: (p) =>
        p.taxes
          ? `QuickBooks needs a tax code for ${p.taxes}, and step 3 of the settings names none. Add a row there; the invoice then goes by itself.`
          : 'Outside the United States each line needs a tax code. Choose the code for untaxed lines in step 3 of the settings; the invoice then goes by itself.',
    },
    status_rule: {
      title: (p) => `${events[String(p.event)] ?? p.event}: the status could not be changed`,
      explanation: (p) =>
        `The settings move the invoice to “${p.toName}”, but the rules of that status do not allow it from “${p.fromName}”. What happened in QuickBooks is kept. Change the rule and press Retry, or leave the status as it is.`,
    },
    total_mismatch: {
      title: () => 'The totals differ',
      explanation: (p) =>
        `Here the invoice comes to ${p.shop}, in QuickBooks to ${p.quickBooks}. Check the rates in step 3 of the settings and the amounts of the lines, then press Retry.`,
    },
    conflict: {
      title: () => 'Changed here and in QuickBooks',
      explanation: () =>
        'The same fields were changed on both sides. Choose which value holds; until then nothing of the invoice’s content is copied either way. Payments still are.',
    },
    duplicate_number: {
      title: () => 'QuickBooks already has this invoice number',
      explanation: () =>
        'Another document there has the number of this invoice. If it is the same invoice, link it; otherwise give this one a new number.',
    },
    duplicate_name: {
      title: () => 'QuickBooks already has this name',
      explanation: () =>
        'Customers, vendors and employees cannot share a name in QuickBooks, and none of the names that were tried is free. Rename the client here and press Retry.',
    },
    closed_period: {
      title: () => 'The period is closed',
      explanation: (p) =>
        `The books are closed${p.closing ? ` up to ${p.closing}` : ''}, so nothing dated in that period is written. Ask your accountant to open the period, or change the date, then press Retry.`,
    },
    deleted_in_quickbooks: {
      title: () => 'Deleted in QuickBooks',
      explanation: () =>
        'Someone deleted this invoice in QuickBooks. It is kept here. Send it again as a new one, or unlink it.',
    },
    paid_invoice_void: {
      title: () => 'A paid invoice cannot be voided',
      explanation: () =>
        'The invoice is cancelled here, but QuickBooks refuses to void it while payments are applied to it. Remove the payments first and press Retry, or leave it as it is there.',
    },
    connection_lost: {
      title: () => 'The connection to QuickBooks is lost',
      explanation: () =>
        'QuickBooks no longer accepts the permission that was given. Reconnect in step 1 of the settings; what waits is then sent by itself.',
    },
    currency_mismatch: {
      title: () => 'Another currency',
      explanation: () => 'The invoice and the QuickBooks company have different currencies, so it is not sent.',
    },
    inactive_reference: {
      title: (p) =>
        p.name ? `“${p.name}” is inactive in QuickBooks` : 'Something on this invoice is inactive in QuickBooks',
      explanation: () =>
        'The invoice uses a customer, item or account that is inactive or missing there. Make it active in QuickBooks, or choose another one here, then press Retry.',
    },
    deposit_account_missing: {
      title: (p) => `A payment of ${p.amount} has no account here`,
      explanation: () =>
        'A payment was made in QuickBooks, but step 2 of the settings names no usable account for it. Choose an active account in the company’s currency; the payment is then recorded by itself.',
    },
    refund_needs_accountant: {
      title: (p) => `The refund of ${p.amount} is only recorded here`,
      explanation: () =>
        'Refunds are not written to QuickBooks yet. Ask your accountant to enter it there; until then the sides differ by this amount.',
    },
    payment_unpaired: {
      title: (p) => (p.amount ? `A payment of ${p.amount} has no counterpart` : 'A payment has no counterpart'),
      explanation: (p) =>
        p.shop
          ? `Here ${p.shop} is still due, in QuickBooks ${p.quickBooks}: a payment is applied on one side only. Apply it on the other side too, or take it back, then press Retry.`
          : 'It stands on one side only, so it is neither sent nor recorded by itself. Correct one side so that both agree, copy it to the other side, or leave it as it is.',
    },
    several_us_taxes: {
      title: () => 'More than one sales tax on one invoice',
      explanation: (p) =>
        `A QuickBooks company in the United States takes one sales tax code per invoice; this one has ${p.codes}. Use one of them on all taxed lines, or split the invoice.`,
    },
    action_required: {
      title: () => 'Your decision is needed',
      explanation: () =>
        'Something was cancelled, changed or deleted here. QuickBooks is not changed by itself, since the settings say to ask, or since other invoices have a part in the payment. Void it in QuickBooks, or leave it there.',
    },
    match_unconfirmed: {
      title: () => 'Is this the same invoice?',
      explanation: (p) =>
        `QuickBooks’ invoice ${p.number ?? ''} comes to ${p.quickBooks}, this one to ${p.shop}, or their customers differ. Confirm that they are the same, send this one as a new invoice, or unlink it.`,
    },
    voided_with_payment: {
      title: () => 'Voided in QuickBooks, but paid here',
      explanation: () =>
        'The invoice was voided in QuickBooks while money had been taken for it here. The money stays in its account as the client’s credit. Refund it or apply it elsewhere.',
    },
    payment_left_in_quickbooks: {
      title: (p) => `A deleted payment of ${p.amount} is still in QuickBooks`,
      explanation: () =>
        'The payment was deleted here, and the settings say to do nothing in QuickBooks. The sides differ by its amount until it is voided there.',
    },
    quickbooks_error: {
      title: () => 'QuickBooks did not accept it',
      explanation: (p) =>
        p.reason
          ? String(p.reason)
          : 'QuickBooks refused the request; what it said is below. Correct it and press Retry.',
    },
  },
  fixes: {
    retry: 'Retry',
    send_again: 'Send again as a new invoice',
    unlink: 'Unlink',
    adopt: 'It is the same invoice: link it',
    new_number: 'Give this invoice a new number',
    new_name: 'Use another name in QuickBooks',
    confirm_match: 'Yes, they are the same',
    copy_payment: 'It is a payment of its own: copy it to the other side',
    void_in_quickbooks: 'Void it in QuickBooks',
    leave: 'Leave it as it is',
    take_shop: 'Keep the values from here',
    take_quickbooks: 'Keep the values from QuickBooks',
    merge: 'Choose field by field',
  },
  steps: {
    toQuickBooks: {
      create: (what, name) => `Create ${what} ${name} in QuickBooks`,
      update: (what, name) => `Change ${what} ${name} in QuickBooks`,
      void: (what, name) => `Void ${what} ${name} in QuickBooks`,
    },
    payments: {
      payment_create: (name) => `Record a payment on ${name}`,
      payment_update: (name) => `Change a payment on ${name}`,
      payment_void: (name) => `Void a payment on ${name}`,
    },
    toShop: {
      pull: (name) => `Copy what was edited in QuickBooks to ${name}`,
      void: (name) => `Mark ${name} as voided`,
      status_move: (name) => `Move ${name} to another status`,
      update: (name) => `Give ${name} a new number`,
    },
    entity: { invoice: 'invoice', client: 'customer', item: 'item', payment: 'payment' },
  },
};
