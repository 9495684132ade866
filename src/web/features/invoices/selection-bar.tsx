/** What can be done with the chosen invoices; says how many and how much before it does it. */
import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import type { InvoiceSummary } from '../../../contract/invoices.ts';
import { request } from '../../api/client.ts';
import { useCommand } from '../../api/use-command.ts';
import { decimal, sum } from '../../money/decimal.ts';
import { askFirst } from '../../parts/ask-first.ts';
import { useWords } from '../../words/use-words.tsx';
import classes from './invoice-filters.module.css';

export function SelectionBar({ invoices, clear }: { invoices: readonly InvoiceSummary[]; clear: () => void }) {
  const { t, format } = useWords();
  const count = invoices.length;
  const total = format.money(sum(invoices.map((invoice) => decimal(invoice.total))).toFixed());
  const sync = useCommand({
    send: async () => {
      for (const { id } of invoices) await request('POST', `/invoices/${id}/sync`);
    },
    said: t('invoices.syncQueued', { count }),
    done: clear,
  });
  return (
    <div className={classes.bar}>
      <span>{t('invoices.selected', { count, total })}</span>
      <Button variant="default" onClick={clear}>
        {t('invoices.clearSelection')}
      </Button>
      <Button
        leftSection={<IconRefresh size={16} />}
        loading={sync.isPending}
        onClick={() =>
          askFirst({
            title: t('invoices.syncSelected'),
            text: t('invoices.syncSelectedText', { count, total }),
            action: t('invoices.syncSelected'),
            proceed: () => sync.mutate(),
          })
        }
      >
        {t('invoices.syncSelected')}
      </Button>
    </div>
  );
}
