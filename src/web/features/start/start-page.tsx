/** The first run: the first company with its owner. The code is in the program's terminal, so no stranger is first. */
import { Button, PasswordInput, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { type UseFormReturnType, useForm } from '@mantine/form';
import { useDocumentTitle } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Navigate, useLocation, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { currencyOfCountry } from '../../../contract/currency-of-country.ts';
import { RefusedError, request } from '../../api/client.ts';
import { sessionQuery } from '../../api/session.ts';
import { setUpQuery } from '../../api/set-up.ts';
import { useSentence } from '../../api/use-sentence.ts';
import { Notice } from '../../parts/notice.tsx';
import { putErrors } from '../../parts/put-errors.ts';
import { WholeWindow } from '../../parts/whole-window.tsx';
import { useWords } from '../../words/use-words.tsx';
import { countryCodes } from './country-codes.ts';

interface StartForm {
  code: string;
  company: string;
  country: string;
  currency: string;
  timeZone: string;
  name: string;
  email: string;
  password: string;
}

export function StartPage() {
  const { data: setUp } = useQuery(setUpQuery);
  if (!setUp) return null;
  return setUp.needed ? <Start /> : <Navigate to="/welcome" />;
}

function Start() {
  const { t } = useWords();
  useDocumentTitle(`${t('start.title')} · Tandem`);
  const { form, create, error } = useStart();
  return (
    <WholeWindow title={t('start.title')} lead={t('start.lead')} wide>
      <form onSubmit={form.onSubmit((values) => create.mutate(values))} noValidate>
        <Stack gap="md">
          {error && <Notice tone="red">{error}</Notice>}
          <TextInput
            label={t('start.code')}
            description={t('start.codeHint')}
            autoComplete="off"
            spellCheck={false}
            {...form.getInputProps('code')}
          />
          <CompanyFields form={form} />
          <OwnerFields form={form} />
          <Button type="submit" loading={create.isPending} fullWidth>
            {t('start.create')}
          </Button>
        </Stack>
      </form>
    </WholeWindow>
  );
}

function useStart() {
  const { t, language } = useWords();
  const sentence = useSentence();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { hash } = useLocation();
  const country = regionOf(navigator.language) ?? 'US';
  const missing = (text: string) => (text.trim() === '' ? t('wrong.name') : null);
  const form = useForm<StartForm>({
    initialValues: {
      code: hash,
      company: '',
      country,
      currency: currencyOfCountry(country),
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      name: '',
      email: '',
      password: '',
    },
    validate: { code: missing, company: missing, name: missing, email: missing, password: missing },
  });
  const create = useMutation({
    mutationFn: (values: StartForm) => request('POST', '/set-up', { body: { ...values, language } }),
    onSuccess: async () => {
      await queries.fetchQuery({ ...sessionQuery, staleTime: 0 });
      await navigate({ to: '/welcome' });
      queries.setQueryData(setUpQuery.queryKey, { needed: false });
    },
    onError: (refusal) => {
      putErrors(form, refusal);
      if (isWrongCode(refusal)) form.setFieldError('code', t('start.wrongCode'));
    },
  });
  const beside = create.error instanceof RefusedError && create.error.errors.length > 0;
  return { form, create, error: create.error && !beside ? sentence(create.error) : null };
}

function isWrongCode(error: Error): boolean {
  return error instanceof RefusedError && error.code === 'wrong_code';
}

function regionOf(locale: string): string | null {
  const region = new Intl.Locale(locale).maximize().region ?? null;
  return region && countryCodes.includes(region) ? region : null;
}

type Form = UseFormReturnType<StartForm>;

function CompanyFields({ form }: { form: Form }) {
  const { t, language } = useWords();
  const { countries, currencies, zones } = useMemo(() => places(language), [language]);
  return (
    <Stack gap="sm" component="fieldset" style={plain}>
      <legend style={legend}>{t('start.company')}</legend>
      <TextInput label={t('start.companyName')} autoComplete="organization" {...form.getInputProps('company')} />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <Select
          label={t('company.country')}
          description={t('start.countryHint')}
          searchable
          data={countries}
          nothingFoundMessage={t('list.noMatch')}
          {...form.getInputProps('country')}
          onChange={(country) => {
            if (country) form.setValues({ country, currency: currencyOfCountry(country) });
          }}
        />
        <Select label={t('company.timeZone')} searchable data={zones} {...form.getInputProps('timeZone')} />
      </SimpleGrid>
      <Select
        label={t('company.currency')}
        description={t('start.currencyHint')}
        searchable
        data={currencies}
        nothingFoundMessage={t('list.noMatch')}
        {...form.getInputProps('currency')}
      />
    </Stack>
  );
}

function OwnerFields({ form }: { form: Form }) {
  const { t } = useWords();
  return (
    <Stack gap="sm" component="fieldset" style={plain}>
      <legend style={legend}>{t('start.owner')}</legend>
      <TextInput label={t('start.name')} autoComplete="name" {...form.getInputProps('name')} />
      <TextInput label={t('signIn.email')} type="email" autoComplete="username" {...form.getInputProps('email')} />
      <PasswordInput
        label={t('signIn.password')}
        description={t('employee.passwordHint')}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
        {...form.getInputProps('password')}
      />
    </Stack>
  );
}

const plain = { border: 0, margin: 0, padding: 0 };
const legend = { padding: 0, fontWeight: 600, marginBottom: 8 };

function places(language: string) {
  const named = (type: 'region' | 'currency', codes: readonly string[]) => {
    const names = new Intl.DisplayNames(language, { type });
    return codes
      .map((value) => ({ value, label: `${names.of(value) ?? value} (${value})` }))
      .sort((one, other) => one.label.localeCompare(other.label, language));
  };
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return {
    countries: named('region', countryCodes),
    currencies: named('currency', Intl.supportedValuesOf('currency')),
    zones: [...new Set(['UTC', here, ...Intl.supportedValuesOf('timeZone')])],
  };
}
