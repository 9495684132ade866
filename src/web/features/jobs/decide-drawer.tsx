/** What is open about an invoice of a job, with its ways out: a doubtful match is confirmed or refused here. */
import { Drawer, Stack } from '@mantine/core';
import type { JobItemView } from '../../../contract/jobs.ts';
import { useInvoiceIssues } from '../../api/sync.ts';
import { WholePage } from '../../parts/whole-page.tsx';
import { useWords } from '../../words/use-words.tsx';
import { IssueSummary } from '../sync/issue-summary.tsx';

export function DecideDrawer({ item, close }: { item: JobItemView; close: () => void }) {
  const { t } = useWords();
  const issues = useInvoiceIssues(item.invoiceId ?? '', true);
  return (
    <Drawer
      opened
      onClose={close}
      size="lg"
      title={t('job.decideTitle', { number: item.name })}
      closeButtonProps={{ 'aria-label': t('ask.close') }}
    >
      {issues.data ? (
        <Stack gap="lg">
          {issues.data.length === 0 && <p>{t('job.decided')}</p>}
          {issues.data.map((issue) => (
            <Stack key={issue.id} gap="sm">
              <IssueSummary issue={issue} />
            </Stack>
          ))}
        </Stack>
      ) : (
        <WholePage error={issues.error} retry={() => void issues.refetch()} />
      )}
    </Drawer>
  );
}
