/** What can be done with the chosen invoices; says how many and how much before it does it. */
import { Button } from '@mantine/core';
import { IconEye, IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import type { InvoiceSummary } from '../../../contract/invoices.ts';
import { request } from '../../api/client.ts';
import { useCommand } from '../../api/use-command.ts';
import { useSentence } from '../../api/use-sentence.ts';
import { decimal, sum } from '../../money/decimal.ts';
import { askFirst } from '../../parts/ask-first.ts';
import { handOver } from '../../parts/export-rows.ts';
import { useSay } from '../../parts/use-say.ts';
import { useWords } from '../../words/use-words.tsx';
import { BulkPreviewDialog } from './bulk-preview-dialog.tsx';
import { invoiceExport } from './invoice-export.ts';
import classes from './invoice-filters.module.css';

/** The preview of each is a request. */
const previewedAtMost = 50;

export function SelectionBar({ invoices, clear }: { invoices: readonly InvoiceSummary[]; clear: () => void }) {
  const { t, format } = useWords();
  const [preview, setPreview] = useState(false);
  const count = invoices.length;
  const total = format.money(sum(invoices.map((invoice) => decimal(invoice.total))).toFixed());
  const sync = useSyncAll(clear);
  return (
    <div className={classes.bar}>
      <span>{t('invoices.selected', { count, total })}</span>
      <Button variant="default" onClick={clear}>
        {t('invoices.clearSelection')}
      </Button>
      <Button
        variant="default"
        title={t('export.csvHint')}
        onClick={() =>
          handOver({ name: 'invoices', path: '/invoices', columns: invoiceExport(t) }, invoices, format.locale)
        }
      >
        {t('export.csv')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconEye size={16} />}
        disabled={count > previewedAtMost}
        onClick={() => setPreview(true)}
      >
        {t('actions.preview')}
      </Button>
      <Button
        leftSection={<IconRefresh size={16} />}
        loading={sync.isPending}
        onClick={() =>
          askFirst({
            title: t('invoices.syncSelected'),
            text: t('invoices.syncSelectedText', { count, total }),
            action: t('invoices.syncSelected'),
            proceed: () => sync.mutate(invoices),
          })
        }
      >
        {t('invoices.syncSelected')}
      </Button>
      {preview && <BulkPreviewDialog invoices={invoices} close={() => setPreview(false)} />}
    </div>
  );
}

/** One that is refused does not hold up the others; it is said by its number. */
function useSyncAll(done: () => void) {
  const { t } = useWords();
  const say = useSay();
  const sentence = useSentence();
  return useCommand({
    send: async (invoices: readonly InvoiceSummary[]) => {
      const refused: string[] = [];
      for (const { id, number } of invoices) {
        try {
          await request('POST', `/invoices/${id}/sync`);
        } catch (error) {
          refused.push(`${number}: ${sentence(error)}`);
        }
      }
      return { queued: invoices.length - refused.length, refused };
    },
    done: ({ queued, refused }) => {
      for (const refusal of refused.slice(0, 3)) say(refusal, 'refused');
      if (queued > 0) say(t('invoices.syncQueued', { count: queued }));
      done();
    },
  });
}
