/** What syncing the chosen invoices would write on either side, invoice by invoice, before it happens. */
import { Modal, Stack } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import type { InvoiceSummary } from '../../../contract/invoices.ts';
import type { Preview } from '../../../contract/sync.ts';
import { request } from '../../api/client.ts';
import { useSentence } from '../../api/use-sentence.ts';
import { Chip } from '../../parts/chip.tsx';
import { useWords } from '../../words/use-words.tsx';
import classes from './preview.module.css';

interface Props {
  invoices: readonly InvoiceSummary[];
  close: () => void;
}

export function BulkPreviewDialog({ invoices, close }: Props) {
  const { t } = useWords();
  const previews = useQueries({
    queries: invoices.map(({ id }) => ({
      queryKey: ['preview', id],
      queryFn: ({ signal }: { signal: AbortSignal }) => request<Preview>('GET', `/invoices/${id}/preview`, { signal }),
      staleTime: 0,
    })),
  });
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={t('actions.preview')}
      closeButtonProps={{ 'aria-label': t('ask.close') }}
    >
      <Stack gap="sm" aria-busy={previews.some(({ isPending }) => isPending)}>
        {invoices.map((invoice, index) => (
          <section key={invoice.id} className={classes.step}>
            <header className={classes.head}>
              <strong>{invoice.number}</strong>
              <span className="dim">{invoice.clientName}</span>
            </header>
            <Steps preview={previews[index]?.data} error={previews[index]?.error ?? null} />
          </section>
        ))}
      </Stack>
    </Modal>
  );
}

function Steps({ preview, error }: { preview: Preview | undefined; error: Error | null }) {
  const { t } = useWords();
  const sentence = useSentence();
  if (error) return <p>{sentence(error)}</p>;
  if (!preview) return <p className="dim">…</p>;
  if (preview.steps.length === 0 && preview.issues.length === 0) return <p className="dim">{t('preview.nothing')}</p>;
  return (
    <Stack gap={4}>
      {preview.issues.map((issue) => (
        <div key={`${issue.code} ${issue.title}`}>
          <Chip tone="amber">{issue.title}</Chip>
        </div>
      ))}
      {preview.steps.map((step) => (
        <div key={`${step.entity} ${step.action} ${step.title}`}>
          <Chip tone={step.target === 'quickbooks' ? 'green' : 'blue'}>
            {t(step.target === 'quickbooks' ? 'side.quickbooks' : 'side.shop')}
          </Chip>{' '}
          {step.title}
        </div>
      ))}
    </Stack>
  );
}
