/** What both sides hold of this invoice, where it is in QuickBooks, and what stands in the way with its fixes. */
import { Button, Group } from '@mantine/core';
import { IconExternalLink, IconRefresh } from '@tabler/icons-react';
import type { Invoice } from '../../../contract/invoices.ts';
import { useMay } from '../../api/session.ts';
import { useInvoiceIssues } from '../../api/sync.ts';
import { Panel } from '../../parts/panel.tsx';
import { RelativeTime } from '../../parts/relative-time.tsx';
import { SyncChip } from '../../parts/sync-chip.tsx';
import { useWords } from '../../words/use-words.tsx';
import { IssueSummary } from '../sync/issue-summary.tsx';
import classes from './invoice-page.module.css';
import { useSyncInvoice } from './use-sync-invoice.ts';

const troubled = ['held', 'conflict', 'failed'];

export function SyncPanel({ invoice }: { invoice: Invoice }) {
  const { t } = useWords();
  const may = useMay();
  const { sync } = invoice;
  const looksForIssues = sync.issueId !== null || troubled.includes(sync.state);
  const { data: issues = [] } = useInvoiceIssues(invoice.id, looksForIssues);
  const { send, busy } = useSyncInvoice(invoice.id);
  return (
    <Panel title={t('sync.quickBooks')} aside={<SyncChip state={sync.state} />}>
      <p className="dim">{t(`syncText.${sync.state}`)}</p>
      <dl className={classes.facts} style={{ marginTop: 8 }}>
        {sync.lastSyncedAt && (
          <>
            <dt>{t('sync.lastUpdate')}</dt>
            <dd>
              <RelativeTime at={sync.lastSyncedAt} />
            </dd>
          </>
        )}
        {sync.quickBooksDocNumber && (
          <>
            <dt>{t('sync.quickBooksNumber')}</dt>
            <dd>{sync.quickBooksDocNumber}</dd>
          </>
        )}
      </dl>
      <Group gap={8} mt={10}>
        {may('sync') && (
          <Button variant="default" leftSection={<IconRefresh size={15} />} loading={busy} onClick={send}>
            {t('sync.now')}
          </Button>
        )}
        {sync.quickBooksUrl && (
          <a href={sync.quickBooksUrl} target="_blank" rel="noreferrer" className={classes.outside}>
            {t('sync.open')}
            <IconExternalLink size={14} aria-hidden="true" />
          </a>
        )}
      </Group>
      {issues.map((issue) => (
        <div key={issue.id} className={classes.issue}>
          <IssueSummary issue={issue} />
        </div>
      ))}
    </Panel>
  );
}
