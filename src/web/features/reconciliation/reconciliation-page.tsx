/** Do the books agree? The unexplained difference as a headline, and every cent of difference with its cause. */
import { Button, SegmentedControl } from '@mantine/core';
import { IconDownload, IconRefresh } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { download, request } from '../../api/client.ts';
import { useReconciliation } from '../../api/reconciliation.ts';
import { useMay } from '../../api/session.ts';
import { useCommand } from '../../api/use-command.ts';
import { PageFrame } from '../../parts/page.tsx';
import { saveFile } from '../../parts/save-file.ts';
import { WholePage } from '../../parts/whole-page.tsx';
import { useWords } from '../../words/use-words.tsx';
import { ClientTable } from './client-table.tsx';
import { Headline } from './headline.tsx';

export function ReconciliationPage() {
  const { t } = useWords();
  const [differing, setDiffering] = useState(true);
  const found = useReconciliation(differing);
  return (
    <PageFrame title={t('nav.reconciliation')} lead={t('recon.lead')} actions={<Actions />}>
      {!found.head ? (
        <WholePage error={found.error} retry={() => void found.refetch()} />
      ) : (
        <>
          <Headline reconciliation={found.head} />
          <SegmentedControl
            my={12}
            aria-label={t('recon.show')}
            value={differing ? 'differing' : 'all'}
            onChange={(value) => setDiffering(value === 'differing')}
            data={[
              { value: 'differing', label: t('recon.differing') },
              { value: 'all', label: t('recon.all') },
            ]}
          />
          <ClientTable clients={found.clients ?? []} differing={differing} />
          {found.hasNextPage && (
            <Button
              variant="default"
              mt={12}
              loading={found.isFetchingNextPage}
              onClick={() => void found.fetchNextPage()}
            >
              {t('list.more')}
            </Button>
          )}
        </>
      )}
    </PageFrame>
  );
}

function Actions() {
  const { t } = useWords();
  const may = useMay();
  const queries = useQueryClient();
  const refresh = useCommand({
    send: () => request('POST', '/sync/reconciliation/refresh'),
    said: t('recon.refreshed'),
    done: () => void queries.invalidateQueries({ queryKey: ['/sync/reconciliation'] }),
  });
  const save = useCommand({ send: () => download('/sync/reconciliation.csv'), done: saveFile });
  return (
    <>
      {may('sync') && (
        <Button
          variant="default"
          leftSection={<IconRefresh size={16} />}
          loading={refresh.isPending}
          onClick={() => refresh.mutate()}
        >
          {t('recon.refresh')}
        </Button>
      )}
      <Button
        variant="default"
        leftSection={<IconDownload size={16} />}
        loading={save.isPending}
        onClick={() => save.mutate()}
      >
        {t('recon.export')}
      </Button>
    </>
  );
}
