/** One status: name, group, who may set it, whether it asks for a comment, its time limit. */
import { Checkbox, MultiSelect, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { InvoiceStatus, StatusGroup } from '../../../contract/catalog.ts';
import type { Role } from '../../../contract/people.ts';
import { useDeleteRecord, useSaveRecord } from '../../api/use-save-record.ts';
import { askFirst } from '../../parts/ask-first.ts';
import { FormDrawer } from '../../parts/form-drawer.tsx';
import { putErrors } from '../../parts/put-errors.ts';
import { useWords } from '../../words/use-words.tsx';

const groups: readonly StatusGroup[] = ['new', 'in_progress', 'paid', 'canceled'];

interface Props {
  status: InvoiceStatus | null;
  roles: readonly Role[];
  nextPosition: number;
  close: () => void;
}

interface StatusForm {
  name: string;
  group: StatusGroup;
  roleIds: string[];
  requiresComment: boolean;
  timeLimitHours: string;
}

export function StatusDrawer({ status, roles, nextPosition, close }: Props) {
  const { t } = useWords();
  const form = useForm<StatusForm>({
    initialValues: {
      name: status?.name ?? '',
      group: status?.group ?? 'in_progress',
      roleIds: status?.roleIds ?? [],
      requiresComment: status?.requiresComment ?? false,
      timeLimitHours: status?.timeLimitHours?.toString() ?? '',
    },
    validate: {
      name: (name) => (name.trim() === '' ? t('wrong.name') : null),
      timeLimitHours: (hours) => (/^\d{0,4}$/.test(hours) ? null : t('wrong.number')),
    },
  });
  const { save, busy } = useSaveRecord({
    path: '/invoice-statuses',
    id: status?.id ?? null,
    done: close,
    refused: (error) => putErrors(form, error),
  });
  const remove = useDeleteRecord('/invoice-statuses', close);
  const bodyOf = (values: StatusForm) => ({
    name: values.name.trim(),
    group: values.group,
    roleIds: values.roleIds.length === 0 ? null : values.roleIds,
    requiresComment: values.requiresComment,
    timeLimitHours: values.timeLimitHours === '' ? null : Number(values.timeLimitHours),
    ...(status ? {} : { position: nextPosition }),
  });
  const askToRemove = (gone: InvoiceStatus) =>
    askFirst({
      title: t('status.deleteTitle', { name: gone.name }),
      text: t('status.deleteText'),
      action: t('status.delete'),
      danger: true,
      proceed: () => remove.mutate(gone.id),
    });
  return (
    <FormDrawer
      title={status?.name ?? t('status.new')}
      close={close}
      busy={busy}
      submit={form.onSubmit((values) => save(bodyOf(values)))}
      remove={status ? { label: t('status.delete'), press: () => askToRemove(status) } : undefined}
    >
      <TextInput label={t('status.name')} data-autofocus {...form.getInputProps('name')} />
      <Select
        label={t('status.group')}
        data={groups.map((group) => ({ value: group, label: t(`group.${group}`) }))}
        {...form.getInputProps('group')}
      />
      <MultiSelect
        label={t('status.roles')}
        placeholder={form.values.roleIds.length === 0 ? t('status.allRoles') : ''}
        data={roles.map(({ id, name }) => ({ value: id, label: name }))}
        {...form.getInputProps('roleIds')}
      />
      <TextInput label={t('status.timeLimit')} inputMode="numeric" {...form.getInputProps('timeLimitHours')} />
      <Checkbox label={t('status.requiresComment')} {...form.getInputProps('requiresComment', { type: 'checkbox' })} />
    </FormDrawer>
  );
}
