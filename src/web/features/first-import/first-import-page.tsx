/** The first meeting with QuickBooks: choose, see what would be done, decide what is doubtful, import, see what came of it. */
import { Button, Checkbox, Stack } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Job } from '../../../contract/jobs.ts';
import { request } from '../../api/client.ts';
import { useConnection } from '../../api/sync.ts';
import { useCommand } from '../../api/use-command.ts';
import { Notice } from '../../parts/notice.tsx';
import { PageFrame } from '../../parts/page.tsx';
import { Panel } from '../../parts/panel.tsx';
import { WholePage } from '../../parts/whole-page.tsx';
import { useWords } from '../../words/use-words.tsx';
import { ImportPreview } from './import-preview.tsx';
import { ImportResult } from './import-result.tsx';
import { useImportJob } from './use-import-job.ts';

const address = '/settings/integrations/quickbooks/import';

export function FirstImportPage() {
  const { t } = useWords();
  const { job: id } = useSearch({ from: '/shell/settings/integrations/quickbooks/import' });
  const navigate = useNavigate();
  const open = (job: string | undefined) => void navigate({ to: address, search: job ? { job } : {} });
  return (
    <PageFrame title={t('import.title')} lead={t('import.lead')} width="text">
      {id ? <Opened id={id} startOver={() => open(undefined)} /> : <Choice made={({ previewId }) => open(previewId)} />}
    </PageFrame>
  );
}

function Choice({ made }: { made: (job: Job) => void }) {
  const { t } = useWords();
  const { data: connection } = useConnection();
  const [wanted, setWanted] = useState({ clients: true, items: true });
  const read = useCommand({ send: () => request<Job>('POST', '/sync/import', { body: wanted }), done: made });
  if (connection && !connection.connected) {
    return (
      <Notice tone="amber">
        {t('import.notConnected')}{' '}
        <Link to="/settings/integrations/quickbooks" hash="connect">
          {t('invoices.setUpSync')}
        </Link>
      </Notice>
    );
  }
  const nothing = !wanted.clients && !wanted.items;
  const box = (list: 'clients' | 'items') => (
    <Checkbox
      label={t(`import.${list}`)}
      checked={wanted[list]}
      onChange={(event) => setWanted({ ...wanted, [list]: event.currentTarget.checked })}
    />
  );
  return (
    <Panel title={t('import.choose')}>
      <Stack gap="sm">
        {box('clients')}
        {box('items')}
        {nothing && <p className="dim small">{t('import.nothingChosen')}</p>}
        <div>
          <Button disabled={nothing} loading={read.isPending} onClick={() => read.mutate()}>
            {t('import.read')}
          </Button>
        </div>
      </Stack>
    </Panel>
  );
}

function Opened({ id, startOver }: { id: string; startOver: () => void }) {
  const { t } = useWords();
  const { job, items, error, retry } = useImportJob(id);
  if (!job || error) return <WholePage error={error} retry={retry} />;
  if (job.state === 'preparing') return <Waiting text={t('import.reading')} />;
  if (job.state === 'running') {
    return <Waiting text={t('import.running', { done: job.progress.done, total: job.progress.total })} />;
  }
  if (!items) return <WholePage error={null} retry={retry} />;
  if (job.state === 'done') return <ImportResult job={job} items={items} startOver={startOver} />;
  return <ImportPreview key={job.id} job={job} items={items} startOver={startOver} />;
}

function Waiting({ text }: { text: string }) {
  return (
    <Panel>
      <p role="status">{text}</p>
    </Panel>
  );
}
