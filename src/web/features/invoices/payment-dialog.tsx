/** Takes a payment, or changes one: how much (the balance, to begin with), when, into which account, how. */
import { Button, Group, Modal, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Account, PaymentMethod } from '../../../contract/catalog.ts';
import type { Invoice, Payment } from '../../../contract/invoices.ts';
import { request } from '../../api/client.ts';
import { useSession } from '../../api/session.ts';
import { useCommand } from '../../api/use-command.ts';
import { useList } from '../../api/use-list.ts';
import { DateField } from '../../parts/date-field.tsx';
import { putErrors } from '../../parts/put-errors.ts';
import { todayIn } from '../../words/date-input.ts';
import { parseDecimal, typedDecimal } from '../../words/decimal-input.ts';
import { useWords } from '../../words/use-words.tsx';

interface PaymentForm {
  amount: string;
  date: string | null;
  accountId: string | null;
  paymentMethodId: string | null;
  reference: string;
}

const lastAccountKey = 'tandem-last-account';

interface Props {
  invoice: Invoice;
  /** The one to change; null: a new one. */
  payment: Payment | null;
  close: () => void;
}

export function PaymentDialog({ invoice, payment, close }: Props) {
  const { t, format } = useWords();
  const { company } = useSession();
  const { data: accounts = [] } = useList<Account>('/accounts');
  const { data: methods = [] } = useList<PaymentMethod>('/payment-methods');
  const usable = accounts.filter(
    ({ id, active, locationId }) =>
      id === payment?.accountId || (active && (locationId === null || locationId === invoice.locationId)),
  );
  const last = localStorage.getItem(lastAccountKey);
  const form = useForm<PaymentForm>({
    initialValues: {
      amount: typedDecimal(payment?.amount ?? invoice.balanceDue, format.locale),
      date: payment?.date ?? todayIn(company.timeZone),
      accountId: payment?.accountId ?? usable.find(({ id }) => id === last)?.id ?? usable[0]?.id ?? null,
      paymentMethodId: payment?.paymentMethodId ?? null,
      reference: payment?.reference ?? '',
    },
    validate: {
      amount: (typed) => (Number(parseDecimal(typed, format.locale) ?? 0) > 0 ? null : t('wrong.amount')),
      accountId: (id) => (id ? null : t('wrong.account')),
    },
  });
  const take = useCommand({
    send: (values: PaymentForm) =>
      request(payment ? 'PATCH' : 'POST', `/invoices/${invoice.id}/payments${payment ? `/${payment.id}` : ''}`, {
        body: {
          accountId: values.accountId,
          amount: parseDecimal(values.amount, format.locale),
          ...(values.date ? { date: values.date } : {}),
          paymentMethodId: values.paymentMethodId,
          reference: values.reference.trim() || null,
        },
      }),
    said: t(payment ? 'save.saved' : 'payments.taken'),
    done: (_, values) => {
      localStorage.setItem(lastAccountKey, values.accountId ?? '');
      close();
    },
    refused: (error) => putErrors(form, error),
  });
  return (
    <Modal
      opened
      onClose={close}
      title={t(payment ? 'payments.changeFor' : 'payments.takeFor', { number: invoice.number })}
      closeButtonProps={{ 'aria-label': t('ask.close') }}
    >
      <form onSubmit={form.onSubmit((values) => take.mutate(values))}>
        <Stack gap="sm">
          <SimpleGrid cols={2} spacing="sm">
            <TextInput
              label={t('payments.amount')}
              inputMode="decimal"
              data-autofocus
              description={t('payments.balance', { amount: format.money(invoice.balanceDue) })}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              {...form.getInputProps('amount')}
            />
            <DateField label={t('payments.date')} {...form.getInputProps('date')} />
          </SimpleGrid>
          <Select
            label={t('payments.account')}
            data={usable.map(({ id, name }) => ({ value: id, label: name }))}
            nothingFoundMessage={t('list.noMatch')}
            {...form.getInputProps('accountId')}
          />
          <Select
            label={t('payments.method')}
            clearable
            clearButtonProps={{ 'aria-label': t('field.clear') }}
            data={methods
              .filter(({ id, active }) => active || id === payment?.paymentMethodId)
              .map(({ id, name }) => ({ value: id, label: name }))}
            {...form.getInputProps('paymentMethodId')}
          />
          <TextInput label={t('payments.reference')} {...form.getInputProps('reference')} />
          <Group justify="flex-end" gap="sm" mt={4}>
            <Button variant="default" onClick={close}>
              {t('ask.cancel')}
            </Button>
            <Button type="submit" loading={take.isPending}>
              {t(payment ? 'save.save' : 'payments.take')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
