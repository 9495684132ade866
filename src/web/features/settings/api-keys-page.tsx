/** Keys for programs that use the REST API. A key is shown once, when it is made. */
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { ApiKey, Role } from '../../../contract/people.ts';
import { useList } from '../../api/use-list.ts';
import { useDeleteRecord } from '../../api/use-save-record.ts';
import { askFirst } from '../../parts/ask-first.ts';
import { Chip } from '../../parts/chip.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { PageFrame } from '../../parts/page.tsx';
import { SecretShown } from '../../parts/secret-shown.tsx';
import { useWords } from '../../words/use-words.tsx';
import { ApiKeyDrawer } from './api-key-drawer.tsx';

export function ApiKeysPage() {
  const { t, format } = useWords();
  const keys = useList<ApiKey>('/api-keys');
  const { data: roles = [] } = useList<Role>('/roles');
  const [making, setMaking] = useState(false);
  const [shown, setShown] = useState<string | null>(null);
  const revoke = useDeleteRecord('/api-keys', () => undefined);
  const askToRevoke = ({ id, name }: ApiKey) =>
    askFirst({
      title: t('apiKey.revokeTitle', { name }),
      text: t('apiKey.revokeText'),
      action: t('apiKey.revoke'),
      danger: true,
      proceed: () => revoke.mutate(id),
    });
  return (
    <PageFrame
      title={t('settings.apiKeys')}
      lead={t('apiKey.lead')}
      width="text"
      actions={
        <Button leftSection={<IconPlus size={16} />} onClick={() => setMaking(true)}>
          {t('apiKey.new')}
        </Button>
      }
    >
      <DataTable
        label={t('settings.apiKeys')}
        rows={keys.data}
        idOf={(key) => key.id}
        error={keys.error}
        retry={() => void keys.refetch()}
        empty={<EmptyState title={t('apiKey.empty')} text={t('apiKey.emptyText')} />}
        columns={[
          { id: 'name', title: t('apiKey.name'), grow: true, cell: ({ name }) => name },
          { id: 'prefix', title: t('apiKey.prefix'), wide: true, cell: ({ prefix }) => <code>{prefix}…</code> },
          {
            id: 'role',
            title: t('employee.role'),
            wide: true,
            cell: ({ roleId }) => roles.find(({ id }) => id === roleId)?.name ?? '',
          },
          {
            id: 'used',
            title: t('apiKey.lastUsed'),
            wide: true,
            cell: ({ lastUsedAt }) => (
              <span className="dim">{lastUsedAt ? format.dateTime(lastUsedAt) : t('apiKey.never')}</span>
            ),
          },
          {
            id: 'expires',
            title: t('apiKey.expires'),
            cell: ({ expiresAt, revokedAt }) =>
              revokedAt ? (
                <Chip tone="grey">{t('apiKey.revoked')}</Chip>
              ) : (
                <span className="dim">{expiresAt ? format.date(expiresAt) : t('apiKey.never')}</span>
              ),
          },
          {
            id: 'revoke',
            title: '',
            align: 'end',
            cell: (key) =>
              !key.revokedAt && (
                <Button variant="subtle" color="red" px={8} onClick={() => askToRevoke(key)}>
                  {t('apiKey.revoke')}
                </Button>
              ),
          },
        ]}
      />
      {making && <ApiKeyDrawer roles={roles} close={() => setMaking(false)} made={setShown} />}
      {shown && (
        <SecretShown title={t('apiKey.made')} text={t('apiKey.once')} secret={shown} close={() => setShown(null)} />
      )}
    </PageFrame>
  );
}
