/** The company: name, time zone, language, numbering, terms and how taxes are rounded. */
import { Select, SimpleGrid, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Company } from '../../../contract/people.ts';
import { request } from '../../api/client.ts';
import { useCommand } from '../../api/use-command.ts';
import { PageFrame } from '../../parts/page.tsx';
import { Panel } from '../../parts/panel.tsx';
import { putErrors } from '../../parts/put-errors.ts';
import { SaveBar } from '../../parts/save-bar.tsx';
import { WholePage } from '../../parts/whole-page.tsx';
import { useWords } from '../../words/use-words.tsx';

export function CompanyPage() {
  const company = useQuery({
    queryKey: ['company'],
    queryFn: ({ signal }) => request<Company>('GET', '/company', { signal }),
  });
  if (!company.data) return <WholePage error={company.error} retry={() => void company.refetch()} />;
  return <CompanyForm company={company.data} />;
}

type Values = Pick<Company, 'name' | 'timeZone' | 'language' | 'taxRounding' | 'numbering'> & {
  invoiceTermDays: string;
};

function valuesOf({ name, timeZone, language, taxRounding, numbering, invoiceTermDays }: Company): Values {
  return { name, timeZone, language, taxRounding, numbering, invoiceTermDays: String(invoiceTermDays) };
}

function CompanyForm({ company }: { company: Company }) {
  const { t } = useWords();
  const zones = useMemo(
    () => [...new Set(['UTC', company.timeZone, ...Intl.supportedValuesOf('timeZone')])],
    [company],
  );
  const form = useForm<Values>({
    initialValues: valuesOf(company),
    validate: { invoiceTermDays: (days) => (/^\d{1,4}$/.test(days) ? null : t('wrong.number')) },
  });
  const save = useCommand({
    send: (values: Values) =>
      request<Company>('PATCH', '/company', {
        body: { ...values, invoiceTermDays: Number(values.invoiceTermDays) },
      }),
    said: t('save.saved'),
    done: (saved) => {
      form.setInitialValues(valuesOf(saved));
      form.setValues(valuesOf(saved));
    },
    refused: (error) => putErrors(form, error),
  });
  return (
    <PageFrame title={t('settings.company')} width="text">
      <form onSubmit={form.onSubmit((values) => save.mutate(values))} id="company" style={{ display: 'grid', gap: 12 }}>
        <Panel title={t('company.about')}>
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
            <TextInput label={t('company.name')} {...form.getInputProps('name')} />
            <Select
              label={t('company.language')}
              data={[
                { value: 'en', label: 'English' },
                { value: 'fr', label: 'Français' },
              ]}
              {...form.getInputProps('language')}
            />
            <TextInput label={t('company.country')} value={company.country} disabled />
            <TextInput label={t('company.currency')} value={company.currency} disabled />
            <Select label={t('company.timeZone')} searchable data={zones} {...form.getInputProps('timeZone')} />
          </SimpleGrid>
        </Panel>
        <Panel title={t('company.invoices')}>
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
            <TextInput
              label={t('company.numbering')}
              description={t('company.numberingHint', { counter: '{C}', padded: '{C:5}', date: '{Y} {M} {D}' })}
              {...form.getInputProps('numbering')}
            />
            <TextInput
              label={t('company.term')}
              description={t('company.termHint')}
              inputMode="numeric"
              {...form.getInputProps('invoiceTermDays')}
            />
            <Select
              label={t('company.taxRounding')}
              description={t('company.taxRoundingHint')}
              data={[
                { value: 'line', label: t('company.roundLine') },
                { value: 'document', label: t('company.roundDocument') },
              ]}
              {...form.getInputProps('taxRounding')}
            />
          </SimpleGrid>
        </Panel>
      </form>
      <SaveBar
        changed={form.isDirty()}
        saving={save.isPending}
        save={() => form.onSubmit((values) => save.mutate(values))()}
        discard={() => form.reset()}
      />
    </PageFrame>
  );
}
