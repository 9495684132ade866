/** Makes an API key: what it is for, what it may do, until when. */
import { Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ApiKey, Role } from '../../../contract/people.ts';
import { useSaveRecord } from '../../api/use-save-record.ts';
import { DateField } from '../../parts/date-field.tsx';
import { FormDrawer } from '../../parts/form-drawer.tsx';
import { putErrors } from '../../parts/put-errors.ts';
import { useWords } from '../../words/use-words.tsx';

interface Props {
  roles: readonly Role[];
  close: () => void;
  made: (secret: string) => void;
}

export function ApiKeyDrawer({ roles, close, made }: Props) {
  const { t } = useWords();
  const form = useForm<{ name: string; roleId: string | null; expiresOn: string | null }>({
    initialValues: { name: '', roleId: null, expiresOn: null },
    validate: { name: (name) => (name.trim() === '' ? t('wrong.name') : null) },
  });
  const { save, busy } = useSaveRecord<ApiKey & { key: string }>({
    path: '/api-keys',
    id: null,
    done: ({ key }) => {
      close();
      made(key);
    },
    refused: (error) => putErrors(form, error),
  });
  return (
    <FormDrawer
      title={t('apiKey.new')}
      close={close}
      busy={busy}
      submit={form.onSubmit(({ name, roleId, expiresOn }) =>
        save({
          name: name.trim(),
          ...(roleId ? { roleId } : {}),
          expiresAt: expiresOn ? `${expiresOn}T23:59:59Z` : null,
        }),
      )}
    >
      <TextInput
        label={t('apiKey.name')}
        description={t('apiKey.nameHint')}
        data-autofocus
        {...form.getInputProps('name')}
      />
      <Select
        label={t('employee.role')}
        description={t('apiKey.roleHint')}
        data={roles.map(({ id, name }) => ({ value: id, label: name }))}
        {...form.getInputProps('roleId')}
      />
      <DateField label={t('apiKey.expires')} clearable {...form.getInputProps('expiresOn')} />
    </FormDrawer>
  );
}
