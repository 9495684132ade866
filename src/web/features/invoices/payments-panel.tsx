/** The money on the invoice: each payment with its account and where it was made, credits, and taking more. */
import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconArrowBackUp, IconDots, IconPencil, IconPlus, IconReceiptRefund, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Account, PaymentMethod } from '../../../contract/catalog.ts';
import type { Invoice, Payment } from '../../../contract/invoices.ts';
import { request } from '../../api/client.ts';
import { useMay } from '../../api/session.ts';
import { useCommand } from '../../api/use-command.ts';
import { useList } from '../../api/use-list.ts';
import { askFirst } from '../../parts/ask-first.ts';
import { Panel } from '../../parts/panel.tsx';
import { useWords } from '../../words/use-words.tsx';
import classes from './invoice-page.module.css';
import { PaymentDialog } from './payment-dialog.tsx';
import { RefundDialog } from './refund-dialog.tsx';

export function PaymentsPanel({ invoice }: { invoice: Invoice }) {
  const { t, format } = useWords();
  const may = useMay();
  const [editing, setEditing] = useState<Payment | 'new' | null>(null);
  const [refunding, setRefunding] = useState<Payment | null>(null);
  const nothing = invoice.payments.length === 0 && invoice.credits.length === 0;
  return (
    <Panel
      title={t('payments.title')}
      aside={
        may('payments.take') &&
        !invoice.voided && (
          <Button variant="default" leftSection={<IconPlus size={15} />} onClick={() => setEditing('new')}>
            {t('payments.take')}
          </Button>
        )
      }
    >
      {nothing && <p className="dim">{t('payments.none')}</p>}
      {invoice.payments.map((payment) => (
        <PaymentRow
          key={payment.id}
          payment={payment}
          change={() => setEditing(payment)}
          refund={() => setRefunding(payment)}
        />
      ))}
      {invoice.credits.map((credit) => (
        <div key={credit.id} className={classes.payment}>
          <span>
            <span className={classes.words}>{t('payments.credit')}</span>
            <span className="dim small">
              {format.date(credit.date)} · {t('payments.fromQuickBooks')}
            </span>
          </span>
          <span className="num">{format.money(credit.amount)}</span>
        </div>
      ))}
      {editing && (
        <PaymentDialog invoice={invoice} payment={editing === 'new' ? null : editing} close={() => setEditing(null)} />
      )}
      {refunding && <RefundDialog payment={refunding} close={() => setRefunding(null)} />}
    </Panel>
  );
}

interface RowProps {
  payment: Payment;
  change: () => void;
  refund: () => void;
}

function PaymentRow({ payment, change, refund }: RowProps) {
  const { t, format } = useWords();
  const { data: accounts = [] } = useList<Account>('/accounts');
  const { data: methods = [] } = useList<PaymentMethod>('/payment-methods');
  const deleted = payment.state === 'deleted';
  const isRefund = payment.kind === 'refund';
  const details = [
    format.date(payment.date),
    methods.find(({ id }) => id === payment.paymentMethodId)?.name,
    payment.reference,
    t(payment.origin === 'shop' ? 'payments.takenHere' : 'payments.fromQuickBooks'),
    deleted ? t('payments.deleted') : null,
  ];
  return (
    <div className={classes.payment} data-deleted={deleted || undefined} data-payment={payment.id}>
      <span>
        <span className={classes.words}>
          {isRefund && `${t('payments.refunded')} · `}
          {accounts.find(({ id }) => id === payment.accountId)?.name ?? t('payments.account')}
        </span>
        <span className="dim small">{details.filter(Boolean).join(' · ')}</span>
      </span>
      <span className={`${classes.words} num`}>{format.money(isRefund ? `-${payment.amount}` : payment.amount)}</span>
      <PaymentMenu payment={payment} change={change} refund={refund} />
    </div>
  );
}

function PaymentMenu({ payment, change, refund }: RowProps) {
  const { t, format } = useWords();
  const may = useMay();
  const path = `/invoices/${payment.invoiceId}/payments/${payment.id}`;
  const remove = useCommand({ send: () => request('DELETE', path), said: t('payments.deletedSaid') });
  const restore = useCommand({ send: () => request('POST', `${path}/restore`), said: t('payments.restoredSaid') });
  if (!may('payments.take') && !may('payments.refund')) return null;
  const amount = format.money(payment.amount);
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={t('payments.more', { amount })}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {payment.state === 'deleted' ? (
          <Menu.Item leftSection={<IconArrowBackUp size={15} />} onClick={() => restore.mutate()}>
            {t('payments.restore')}
          </Menu.Item>
        ) : (
          <>
            {payment.kind === 'payment' && may('payments.take') && (
              <Menu.Item leftSection={<IconPencil size={15} />} onClick={change}>
                {t('payments.change')}
              </Menu.Item>
            )}
            {payment.kind === 'payment' && may('payments.refund') && (
              <Menu.Item leftSection={<IconReceiptRefund size={15} />} onClick={refund}>
                {t('payments.refund')}
              </Menu.Item>
            )}
            <Menu.Item
              leftSection={<IconTrash size={15} />}
              color="red"
              onClick={() =>
                askFirst({
                  title: t('payments.deleteTitle', { amount }),
                  text: t('payments.deleteText'),
                  action: t('payments.delete'),
                  danger: true,
                  proceed: () => remove.mutate(),
                })
              }
            >
              {t('payments.delete')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
