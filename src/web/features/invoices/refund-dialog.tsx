/** Gives a payment back, in whole or in part. QuickBooks' side of a refund is left to the accountant, and it says so. */
import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Account } from '../../../contract/catalog.ts';
import type { Payment } from '../../../contract/invoices.ts';
import { request } from '../../api/client.ts';
import { useCommand } from '../../api/use-command.ts';
import { useList } from '../../api/use-list.ts';
import { Notice } from '../../parts/notice.tsx';
import { putErrors } from '../../parts/put-errors.ts';
import { parseDecimal, typedDecimal } from '../../words/decimal-input.ts';
import { useWords } from '../../words/use-words.tsx';

interface RefundForm {
  amount: string;
  accountId: string | null;
  reason: string;
}

export function RefundDialog({ payment, close }: { payment: Payment; close: () => void }) {
  const { t, format } = useWords();
  const { data: accounts = [] } = useList<Account>('/accounts');
  const form = useForm<RefundForm>({
    initialValues: { amount: typedDecimal(payment.amount, format.locale), accountId: payment.accountId, reason: '' },
    validate: {
      amount: (typed) => (Number(parseDecimal(typed, format.locale) ?? 0) > 0 ? null : t('wrong.amount')),
    },
  });
  const refund = useCommand({
    send: (values: RefundForm) =>
      request('POST', `/invoices/${payment.invoiceId}/payments/${payment.id}/refund`, {
        body: {
          amount: parseDecimal(values.amount, format.locale),
          ...(values.accountId ? { accountId: values.accountId } : {}),
          reason: values.reason.trim() || null,
        },
      }),
    said: t('payments.refundedSaid'),
    done: close,
    refused: (error) => putErrors(form, error),
  });
  return (
    <Modal
      opened
      onClose={close}
      title={t('payments.refundTitle', { amount: format.money(payment.amount) })}
      closeButtonProps={{ 'aria-label': t('ask.close') }}
    >
      <form onSubmit={form.onSubmit((values) => refund.mutate(values))}>
        <Stack gap="sm">
          <TextInput
            label={t('payments.amount')}
            inputMode="decimal"
            data-autofocus
            {...form.getInputProps('amount')}
          />
          <Select
            label={t('payments.account')}
            data={accounts.map(({ id, name }) => ({ value: id, label: name }))}
            {...form.getInputProps('accountId')}
          />
          <TextInput label={t('payments.reason')} {...form.getInputProps('reason')} />
          <Notice tone="blue">{t('payments.refundNote')}</Notice>
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={close}>
              {t('ask.cancel')}
            </Button>
            <Button type="submit" loading={refund.isPending}>
              {t('payments.refund')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
