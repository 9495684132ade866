/** The pages of payments and what their buttons do. */
import { refOf, textOf } from '../json.ts';
import { choice, choices } from './choices.ts';
import { found, type Pages } from './company-pages.ts';
import { attempt, readForm, show } from './form.ts';
import { newPayment, openDocuments, paymentUpdate } from './payment-form.ts';
import { newPaymentPage, paymentList, paymentPage } from './payments.ts';

export function paymentRoutes(pages: Pages): void {
  const { app, control, place, today } = pages;
  app.get('/payments', (context) => {
    const { company, realm } = place(context);
    const body = paymentList(company, control.list(realm, 'Payment').reverse(), choices(control, realm).customers);
    return show(context, { title: 'Payments', company, current: 'payments', body });
  });
  app.get('/payments/new', (context) => {
    const { company, realm, base } = place(context);
    const customer = context.req.query('customer') ?? '';
    const body = newPaymentPage(found(control.read(realm, 'Customer', customer)), {
      action: `${base}/payments/new?customer=${encodeURIComponent(customer)}`,
      payment: undefined,
      documents: openDocuments((entity) => control.list(realm, entity), { customer, payment: undefined }),
      choices: choices(control, realm),
      today: today(),
    });
    return show(context, { title: 'Receive payment', company, current: 'payments', body });
  });
  app.post('/payments/new', (context) => {
    const { realm, base } = place(context);
    const customer = context.req.query('customer') ?? '';
    const back = `${base}/payments/new?customer=${encodeURIComponent(customer)}`;
    return attempt(context, { back, done: 'Payment saved.', onward: `${base}/payments` }, async () => {
      control.act(realm, {
        entity: 'Payment',
        operation: 'create',
        body: newPayment(customer, await readForm(context)),
      });
    });
  });
  app.get('/payments/:id', (context) => {
    const { company, realm, id, base } = place(context);
    const payment = found(control.read(realm, 'Payment', id));
    const accounts = control.list(realm, 'Account');
    const body = paymentPage({
      company,
      payment,
      action: `${base}/payments/${id}`,
      documents: openDocuments((entity) => control.list(realm, entity), {
        customer: refOf(payment.CustomerRef) ?? '',
        payment,
      }),
      choices: choices(control, realm),
      today: today(),
      undeposited: textOf(accounts.find((account) => account.AccountSubType === 'UndepositedFunds')?.Id),
      banks: accounts.filter((account) => account.AccountType === 'Bank' && account.Active !== false).map(choice),
    });
    return show(context, { title: `Payment ${id}`, company, current: 'payments', body });
  });
  paymentActs(pages);
}

function paymentActs({ app, control, place }: Pages): void {
  app.post('/payments/:id', (context) => {
    const { realm, id, base } = place(context);
    return attempt(context, { back: `${base}/payments/${id}`, done: 'Saved.' }, async () => {
      const body = paymentUpdate(found(control.read(realm, 'Payment', id)), await readForm(context));
      control.act(realm, { entity: 'Payment', operation: 'update', body });
    });
  });
  app.post('/payments/:id/unapply', (context) => {
    const { realm, id, base } = place(context);
    return attempt(context, { back: `${base}/payments/${id}`, done: 'Unapplied.' }, async () => {
      control.act(realm, { entity: 'Payment', operation: 'update', body: { Id: id, Line: [] } });
    });
  });
  app.post('/payments/:id/deposit', (context) => {
    const { realm, id, base } = place(context);
    return attempt(context, { back: `${base}/payments/${id}`, done: 'Deposited.' }, async () => {
      const { bank = '' } = await readForm(context);
      const Amount = found(control.read(realm, 'Payment', id)).TotalAmt ?? 0;
      const body = {
        DepositToAccountRef: { value: bank },
        Line: [{ Amount, LinkedTxn: [{ TxnId: id, TxnType: 'Payment' }] }],
      };
      control.act(realm, { entity: 'Deposit', operation: 'create', body });
    });
  });
  for (const operation of ['void', 'delete'] as const) {
    app.post(`/payments/:id/${operation}`, (context) => {
      const { realm, id, base } = place(context);
      const done = operation === 'void' ? 'Voided.' : 'Deleted.';
      const onward = operation === 'delete' ? `${base}/payments` : `${base}/payments/${id}`;
      return attempt(context, { back: `${base}/payments/${id}`, done, onward }, async () => {
        control.act(realm, { entity: 'Payment', operation, body: { Id: id } });
      });
    });
  }
}
