/** A new invoice, blank or as a copy of another (`?from=`). */
import { Button } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Invoice } from '../../../contract/invoices.ts';
import type { Location } from '../../../contract/people.ts';
import { request } from '../../api/client.ts';
import { useInvoice } from '../../api/invoices.ts';
import { useSession } from '../../api/session.ts';
import { useCommand } from '../../api/use-command.ts';
import { useList } from '../../api/use-list.ts';
import { PageFrame } from '../../parts/page.tsx';
import { SaveBar } from '../../parts/save-bar.tsx';
import { WholePage } from '../../parts/whole-page.tsx';
import { addDays, todayIn } from '../../words/date-input.ts';
import { useWords } from '../../words/use-words.tsx';
import { type Draft, duplicateOf, newLine } from './draft.ts';
import { InvoiceDocument } from './invoice-document.tsx';
import { useDraft } from './use-draft.ts';

export function NewInvoicePage() {
  const { from } = useSearch({ from: '/shell/invoices/new' });
  return from ? <Duplicate from={from} /> : <Blank source={null} />;
}

function Duplicate({ from }: { from: string }) {
  const source = useInvoice(from);
  if (!source.data) return <WholePage error={source.error} retry={() => void source.refetch()} />;
  return <Blank key={from} source={source.data.body} />;
}

function Blank({ source }: { source: Invoice | null }) {
  const { company } = useSession();
  const { format } = useWords();
  const locations = useList<Location>('/locations');
  if (!locations.data) return <WholePage error={locations.error} retry={() => void locations.refetch()} />;
  const today = todayIn(company.timeZone);
  const blank: Draft = {
    clientId: null,
    payerId: null,
    locationId: locations.data.find(({ active }) => active)?.id ?? null,
    number: '',
    issueDate: today,
    dueDate: addDays(today, company.invoiceTermDays),
    comment: '',
    discount: '',
    lines: [newLine()],
  };
  return <NewInvoice initial={source ? duplicateOf(source, blank, format.locale) : blank} source={source} />;
}

function NewInvoice({ initial, source }: { initial: Draft; source: Invoice | null }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [first] = useState(initial);
  const editor = useDraft(first);
  const save = useCommand({
    send: (body: unknown) => request<Invoice>('POST', '/invoices', { body }),
    said: (invoice) => t('invoices.made', { number: invoice.number }),
    done: (invoice) => void navigate({ to: '/invoices/$id', params: { id: invoice.id }, replace: true }),
    refused: (error) => editor.refuse(error),
  });
  const submit = () => {
    const result = editor.body();
    if (result && 'body' in result) save.mutate(result.body);
  };
  return (
    <PageFrame
      title={t('invoices.new')}
      {...(source ? { lead: t('invoices.copyOf', { number: source.number }) } : {})}
      actions={
        !editor.changed && (
          <Button onClick={submit} loading={save.isPending}>
            {t('save.save')}
          </Button>
        )
      }
    >
      <div style={{ maxWidth: 1040 }}>
        <InvoiceDocument editor={editor} totals={editor.totals} readOnly={false} />
        <SaveBar
          changed={editor.changed}
          saving={save.isPending}
          save={submit}
          discard={() => void navigate({ to: '/invoices', ignoreBlocker: true })}
          note={t('invoices.notSavedYet')}
        />
      </div>
    </PageFrame>
  );
}
