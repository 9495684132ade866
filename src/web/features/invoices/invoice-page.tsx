/** One invoice: the document on the left, on the right its status, sync, payments and history. */
import { useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { Invoice } from '../../../contract/invoices.ts';
import { type Answer, request } from '../../api/client.ts';
import { useInvoice } from '../../api/invoices.ts';
import { useMay } from '../../api/session.ts';
import { useCommand } from '../../api/use-command.ts';
import { Chip } from '../../parts/chip.tsx';
import { PageFrame } from '../../parts/page.tsx';
import { SaveBar } from '../../parts/save-bar.tsx';
import { StatusBadge } from '../../parts/status-badge.tsx';
import { SyncChip } from '../../parts/sync-chip.tsx';
import { WholePage } from '../../parts/whole-page.tsx';
import { useWords } from '../../words/use-words.tsx';
import { ActionsMenu } from './actions-menu.tsx';
import { draftOf } from './draft.ts';
import { HistoryPanel } from './history-panel.tsx';
import { InvoiceDocument } from './invoice-document.tsx';
import classes from './invoice-page.module.css';
import { PaymentsPanel } from './payments-panel.tsx';
import { PrintedInvoice } from './printed-invoice.tsx';
import { StatusPanel } from './status-panel.tsx';
import { SyncPanel } from './sync-panel.tsx';
import { useDraft } from './use-draft.ts';

export function InvoicePage() {
  const { id } = useParams({ from: '/shell/invoices/$id' });
  const invoice = useInvoice(id);
  if (!invoice.data) return <WholePage error={invoice.error} retry={() => void invoice.refetch()} />;
  return <LoadedInvoice key={id} answer={invoice.data} />;
}

function LoadedInvoice({ answer }: { answer: Answer<Invoice> }) {
  const invoice = answer.body;
  const { t, format } = useWords();
  const may = useMay();
  const editor = useDraft(draftOf(invoice, format.locale));
  const [etag, setEtag] = useState(answer.etag);
  const [meanwhile, setMeanwhile] = useState(false);
  const { rebase } = editor;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new answer of the server is taken over.
  useEffect(() => {
    const taken = rebase(draftOf(invoice, format.locale));
    if (taken) setEtag(answer.etag);
    setMeanwhile(!taken);
  }, [answer]);
  const save = useCommand({
    send: (body: unknown) => request<Invoice>('PATCH', `/invoices/${invoice.id}`, { body, ifMatch: etag }),
    said: t('save.saved'),
    done: (saved) => editor.reset(draftOf(saved, format.locale)),
    refused: (error) => editor.refuse(error),
  });
  const totals = editor.changed ? editor.totals : { ...invoice, lineAmounts: invoice.lines.map((line) => line.amount) };
  const readOnly = invoice.voided || !may('invoices.edit');
  return (
    <PageFrame
      title={invoice.number}
      heading={<Heading invoice={invoice} />}
      actions={<ActionsMenu invoice={invoice} />}
    >
      <div className={`${classes.columns} no-print`}>
        <div className={classes.left}>
          <InvoiceDocument
            editor={editor}
            totals={totals}
            readOnly={readOnly}
            {...(editor.changed ? {} : { settled: invoice })}
          />
          <SaveBar
            changed={editor.changed}
            saving={save.isPending}
            save={() => {
              const result = editor.body();
              if (result && 'body' in result) save.mutate(result.body);
            }}
            discard={() => editor.reset(draftOf(invoice, format.locale))}
            note={meanwhile ? t('invoice.changedMeanwhile') : undefined}
          />
        </div>
        <aside className={classes.right} aria-label={t('invoice.aside')}>
          <StatusPanel invoice={invoice} />
          <SyncPanel invoice={invoice} />
          <PaymentsPanel invoice={invoice} />
          <HistoryPanel invoiceId={invoice.id} lines={invoice.lines} />
        </aside>
      </div>
      <PrintedInvoice invoice={invoice} />
    </PageFrame>
  );
}

function Heading({ invoice }: { invoice: Invoice }) {
  const { t } = useWords();
  return (
    <>
      <span>{t('invoice.named', { number: invoice.number })}</span>
      <span className={`${classes.states} no-print`}>
        <StatusBadge {...invoice.status} />
        <SyncChip state={invoice.sync.state} />
        {invoice.overdue && <Chip tone="red">{t('invoice.overdue')}</Chip>}
        {invoice.voided && <Chip tone="grey">{t('invoice.voided')}</Chip>}
      </span>
    </>
  );
}
