/** An employee: e-mail, name, role, language, and the password to sign in with. */
import { Button, Checkbox, PasswordInput, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Employee, Role } from '../../../contract/people.ts';
import { request } from '../../api/client.ts';
import { useCommand } from '../../api/use-command.ts';
import { useSaveRecord } from '../../api/use-save-record.ts';
import { askFirst } from '../../parts/ask-first.ts';
import { FormDrawer } from '../../parts/form-drawer.tsx';
import { putErrors } from '../../parts/put-errors.ts';
import { useWords } from '../../words/use-words.tsx';

interface Props {
  employee: Employee | null;
  roles: readonly Role[];
  close: () => void;
}

export function EmployeeDrawer({ employee, roles, close }: Props) {
  const { t, language } = useWords();
  const form = useForm({
    initialValues: {
      email: employee?.email ?? '',
      name: employee?.name ?? '',
      roleId: employee?.roleId ?? '',
      language: employee?.language ?? language,
      active: employee?.active ?? true,
      password: '',
    },
    validate: {
      name: (name) => (name.trim() === '' ? t('wrong.name') : null),
      roleId: (id) => (id === '' ? t('wrong.role') : null),
    },
  });
  const { save, busy } = useSaveRecord({
    path: '/employees',
    id: employee?.id ?? null,
    done: close,
    refused: (error) => putErrors(form, error),
  });
  const reset = useCommand({
    send: () => request('DELETE', `/employees/${employee?.id}/two-factor`),
    said: t('save.saved'),
    done: close,
  });
  const askToReset = () =>
    askFirst({
      title: t('employee.resetTitle', { name: employee?.name ?? '' }),
      text: t('employee.resetText'),
      action: t('employee.resetTwoFactor'),
      danger: true,
      proceed: () => reset.mutate(),
    });
  return (
    <FormDrawer
      title={employee?.name ?? t('employee.new')}
      close={close}
      busy={busy}
      submit={form.onSubmit(({ password, ...values }) => save(password === '' ? values : { ...values, password }))}
    >
      <TextInput label={t('employee.name')} data-autofocus {...form.getInputProps('name')} />
      <TextInput label={t('employee.email')} type="email" autoComplete="off" {...form.getInputProps('email')} />
      <Select
        label={t('employee.role')}
        data={roles.map(({ id, name }) => ({ value: id, label: name }))}
        {...form.getInputProps('roleId')}
      />
      <Select
        label={t('company.language')}
        data={[
          { value: 'en', label: 'English' },
          { value: 'fr', label: 'Français' },
        ]}
        {...form.getInputProps('language')}
      />
      <PasswordInput
        label={t(employee ? 'employee.newPassword' : 'employee.password')}
        description={t(employee ? 'employee.passwordKept' : 'employee.passwordHint')}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
        {...form.getInputProps('password')}
      />
      {employee?.twoFactor && (
        <Button variant="default" onClick={askToReset}>
          {t('employee.resetTwoFactor')}
        </Button>
      )}
      {employee && <Checkbox label={t('field.active')} {...form.getInputProps('active', { type: 'checkbox' })} />}
    </FormDrawer>
  );
}
