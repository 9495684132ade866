/** Settings › Integrations › QuickBooks Online (2-way): four steps on one page, in effect only after Save. */
import { useForm } from '@mantine/form';
import { Link, useLocation, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { InvoiceStatus, Tax } from '../../../contract/catalog.ts';
import type { Connection, QuickBooksSettings } from '../../../contract/integration.ts';
import { RefusedError, request } from '../../api/client.ts';
import { useConnection, useQuickBooksSettings } from '../../api/sync.ts';
import { useCommand } from '../../api/use-command.ts';
import { useList } from '../../api/use-list.ts';
import { focusFirstError } from '../../parts/focus-first-error.ts';
import { PageFrame } from '../../parts/page.tsx';
import { SaveBar } from '../../parts/save-bar.tsx';
import { WholePage } from '../../parts/whole-page.tsx';
import { useWords } from '../../words/use-words.tsx';
import { progressOf } from './completeness.ts';
import { isConnectWindow } from './connect-channel.ts';
import { ConnectStep } from './connect-step.tsx';
import { EventsStep } from './events-step.tsx';
import { PopUpReturn } from './pop-up-return.tsx';
import classes from './quickbooks.module.css';
import { Rail } from './rail.tsx';
import { SendingStep } from './sending-step.tsx';
import { areSame, formErrors, formOf, isFilled, type SettingsForm, settingsOf } from './settings-form.ts';
import { TaxStep } from './tax-step.tsx';
import { useMissing } from './use-missing.ts';
import { WaitingPanel } from './waiting-panel.tsx';

export function QuickBooksPage() {
  const search = useSearch({ from: '/shell/settings/integrations/quickbooks' });
  const connection = useConnection();
  const settings = useQuickBooksSettings();
  if ((search.connected || search.error) && isConnectWindow()) {
    return <PopUpReturn connected={Boolean(search.connected)} error={search.error ?? null} />;
  }
  if (!connection.data || !settings.data) {
    const failed = connection.data ? settings : connection;
    return <WholePage error={failed.error} retry={() => void failed.refetch()} />;
  }
  return <QuickBooksForm connection={connection.data} settings={settings.data} />;
}

function QuickBooksForm({ connection, settings }: { connection: Connection; settings: QuickBooksSettings }) {
  const { t } = useWords();
  const { data: taxes = [] } = useList<Tax>('/taxes');
  const { data: statuses = [] } = useList<InvoiceStatus>('/invoice-statuses');
  const { form, changed, save, saving, discard } = useSettingsForm(settings);
  useScrollToStep();
  const setUp = { form: form.values, connection, taxes, statuses };
  const missing = useMissing()(setUp);
  return (
    <PageFrame
      title={t('quickBooks.title')}
      heading={
        <>
          <Link to="/settings/integrations" className={classes.back}>
            {t('settings.integrations')}
          </Link>
          <span className={classes.slash} aria-hidden="true">
            /
          </span>
          <span>{t('quickBooks.title')}</span>
        </>
      }
      lead={t('quickBooks.lead')}
    >
      <div className={classes.columns}>
        <Rail progress={progressOf(setUp)} missing={missing} />
        <div className={classes.steps}>
          <WaitingPanel />
          <ConnectStep form={form} connection={connection} />
          <SendingStep form={form} statuses={statuses} />
          <TaxStep form={form} taxes={taxes} connection={connection} />
          <EventsStep form={form} statuses={statuses} />
          <SaveBar changed={changed} saving={saving} save={save} discard={discard} note={t('quickBooks.unsaved')} />
        </div>
      </div>
    </PageFrame>
  );
}

function useSettingsForm(settings: QuickBooksSettings) {
  const { t } = useWords();
  const [stored, setStored] = useState(settings);
  const form = useForm<SettingsForm>({
    initialValues: formOf(settings),
    validate: (values) =>
      Object.fromEntries(
        values.taxes.flatMap((row, index) => [
          ...(isFilled(row) && row.taxIds.length === 0 ? [[`taxes.${index}.taxIds`, t('taxMap.chooseTax')]] : []),
          ...(isFilled(row) && row.quickBooksTaxCode.trim() === ''
            ? [[`taxes.${index}.quickBooksTaxCode`, t('taxMap.chooseCode')]]
            : []),
        ]),
      ),
  });
  const changed = !areSame(settingsOf(form.values), settingsOf(formOf(stored)));
  const take = (next: QuickBooksSettings) => {
    setStored(next);
    form.setInitialValues(formOf(next));
    form.setValues(formOf(next));
    form.clearErrors();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only newly read settings are taken over.
  useEffect(() => {
    if (!changed && !areSame(settings, stored)) take(settings);
  }, [settings]);
  const save = useCommand({
    send: (values: SettingsForm) =>
      request<QuickBooksSettings | null>('PUT', '/integrations/quickbooks/settings', { body: settingsOf(values) }),
    said: t('quickBooks.saved'),
    done: (answer, values) => take(answer ?? settingsOf(values)),
    refused: (error) => {
      if (!(error instanceof RefusedError) || error.errors.length === 0) return false;
      form.setErrors(formErrors(error.errors, form.values));
      focusFirstError();
      return false;
    },
  });
  return {
    form,
    changed,
    saving: save.isPending,
    save: () => form.onSubmit((values) => save.mutate(values), focusFirstError)(),
    discard: () => take(stored),
  };
}

/** An address that names a step (`#taxes`) leads to it once it is there. */
function useScrollToStep() {
  const { hash } = useLocation();
  useEffect(() => {
    if (hash) document.getElementById(hash)?.scrollIntoView({ block: 'start' });
  }, [hash]);
}
