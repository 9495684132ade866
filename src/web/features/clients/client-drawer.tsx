/** A client's particulars in a drawer: new or existing, person or organization. */
import { Checkbox, SegmentedControl, SimpleGrid, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import type { Client } from '../../../contract/catalog.ts';
import { useMay } from '../../api/session.ts';
import { useSaveRecord } from '../../api/use-save-record.ts';
import { AddressFields } from '../../parts/address-fields.tsx';
import { FormDrawer } from '../../parts/form-drawer.tsx';
import { putErrors } from '../../parts/put-errors.ts';
import { useWords } from '../../words/use-words.tsx';
import { type ClientForm, clientBody, clientFormOf } from './client-form.ts';
import { EraseClientDialog } from './erase-client-dialog.tsx';

interface Props {
  client: Client | null;
  suggestedName?: string;
  close: () => void;
  saved?: (client: Client) => void;
}

export function ClientDrawer({ client, suggestedName = '', close, saved }: Props) {
  const { t } = useWords();
  const may = useMay();
  const [erasing, setErasing] = useState(false);
  const form = useForm<ClientForm>({ initialValues: clientFormOf(client, suggestedName) });
  const { save, busy } = useSaveRecord<Client>({
    path: '/clients',
    id: client?.id ?? null,
    done: (answer) => {
      saved?.(answer);
      close();
    },
    refused: (error) => putErrors(form, error),
  });
  const person = form.values.type === 'person';
  const erasable = client && !client.erasedAt && may('settings');
  if (client && erasing) return <EraseClientDialog client={client} close={() => setErasing(false)} done={close} />;
  return (
    <FormDrawer
      title={client ? client.name : t('client.new')}
      close={close}
      busy={busy}
      remove={erasable ? { label: t('client.erase'), press: () => setErasing(true) } : undefined}
      submit={form.onSubmit((values) => save(clientBody(values)))}
    >
      <SegmentedControl
        aria-label={t('client.type')}
        data={[
          { value: 'person', label: t('client.person') },
          { value: 'organization', label: t('client.organization') },
        ]}
        {...form.getInputProps('type')}
      />
      {person ? (
        <SimpleGrid cols={2} spacing="sm">
          <TextInput label={t('client.firstName')} data-autofocus {...form.getInputProps('firstName')} />
          <TextInput label={t('client.lastName')} {...form.getInputProps('lastName')} />
        </SimpleGrid>
      ) : (
        <TextInput label={t('client.organizationName')} data-autofocus {...form.getInputProps('name')} />
      )}
      <TextInput label={t('client.email')} type="email" {...form.getInputProps('email')} />
      <TextInput label={t('client.phone')} type="tel" {...form.getInputProps('phone')} />
      <TextInput label={t('client.taxNumber')} {...form.getInputProps('taxNumber')} />
      <AddressFields form={form} />
      {client && <Checkbox label={t('field.active')} {...form.getInputProps('active', { type: 'checkbox' })} />}
    </FormDrawer>
  );
}
