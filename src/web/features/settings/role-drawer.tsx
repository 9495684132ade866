/** A role and what it permits; the roles that every company starts with are shown, not changed. */
import { Checkbox, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Permission, Role } from '../../../contract/people.ts';
import { useDeleteRecord, useSaveRecord } from '../../api/use-save-record.ts';
import { FormDrawer } from '../../parts/form-drawer.tsx';
import { Notice } from '../../parts/notice.tsx';
import { putErrors } from '../../parts/put-errors.ts';
import { useWords } from '../../words/use-words.tsx';

const permissions: readonly Permission[] = [
  'invoices.view',
  'invoices.create',
  'invoices.edit',
  'invoices.edit_issued',
  'invoices.delete',
  'payments.take',
  'payments.refund',
  'sync',
  'sync.bodies',
  'settings',
  'integrations',
];

export function RoleDrawer({ role, close }: { role: Role | null; close: () => void }) {
  const { t } = useWords();
  const form = useForm<{ name: string; permissions: Permission[] }>({
    initialValues: { name: role?.name ?? '', permissions: role?.permissions ?? ['invoices.view'] },
    validate: { name: (name) => (name.trim() === '' ? t('wrong.name') : null) },
  });
  const { save, busy } = useSaveRecord({
    path: '/roles',
    id: role?.id ?? null,
    done: close,
    refused: (error) => putErrors(form, error),
  });
  const remove = useDeleteRecord('/roles', close);
  const fixed = role?.builtIn ?? false;
  return (
    <FormDrawer
      title={role?.name ?? t('role.new')}
      close={close}
      busy={busy}
      submit={form.onSubmit((values) => save(values))}
      remove={role && !fixed ? { label: t('role.delete'), press: () => remove.mutate(role.id) } : undefined}
    >
      {fixed && <Notice tone="blue">{t('role.builtInText')}</Notice>}
      <TextInput label={t('role.name')} disabled={fixed} {...form.getInputProps('name')} />
      <Checkbox.Group label={t('role.permissions')} {...form.getInputProps('permissions')}>
        <Stack gap={8} mt={6}>
          {permissions.map((permission) => (
            <Checkbox key={permission} value={permission} disabled={fixed} label={t(`permission.${permission}`)} />
          ))}
        </Stack>
      </Checkbox.Group>
    </FormDrawer>
  );
}
