/** The statuses of invoices and the rules by which one leads to another. */
import { ActionIcon, Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { InvoiceStatus } from '../../../contract/catalog.ts';
import type { Role } from '../../../contract/people.ts';
import { request } from '../../api/client.ts';
import { useCommand } from '../../api/use-command.ts';
import { useList } from '../../api/use-list.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { PageFrame } from '../../parts/page.tsx';
import { RowButton } from '../../parts/row-button.tsx';
import { StatusBadge } from '../../parts/status-badge.tsx';
import { useWords } from '../../words/use-words.tsx';
import classes from './settings.module.css';
import { StatusDrawer } from './status-drawer.tsx';
import { StatusMatrix } from './status-matrix.tsx';

export function StatusesPage() {
  const { t } = useWords();
  const statuses = useList<InvoiceStatus>('/invoice-statuses');
  const { data: roles = [] } = useList<Role>('/roles');
  const [open, setOpen] = useState<InvoiceStatus | 'new' | null>(null);
  const sorted = statuses.data?.toSorted((a, b) => a.position - b.position);
  return (
    <PageFrame
      title={t('settings.statuses')}
      lead={t('status.lead')}
      width="text"
      actions={
        <Button leftSection={<IconPlus size={16} />} onClick={() => setOpen('new')}>
          {t('status.new')}
        </Button>
      }
    >
      <div className={classes.stack}>
        <DataTable
          label={t('settings.statuses')}
          rows={sorted}
          idOf={(status) => status.id}
          error={statuses.error}
          retry={() => void statuses.refetch()}
          open={setOpen}
          empty={<EmptyState title={t('list.noMatch')} />}
          columns={[
            {
              id: 'order',
              title: t('status.order'),
              cell: (status) => <Arrows status={status} statuses={sorted ?? []} />,
            },
            {
              id: 'name',
              title: t('status.name'),
              grow: true,
              cell: (status) => (
                <RowButton press={() => setOpen(status)}>
                  <StatusBadge {...status} />
                </RowButton>
              ),
            },
            { id: 'group', title: t('status.group'), cell: ({ group }) => t(`group.${group}`) },
            {
              id: 'roles',
              title: t('status.roles'),
              wide: true,
              cell: ({ roleIds }) => (
                <span className="dim">
                  {roleIds === null
                    ? t('status.allRoles')
                    : roleIds.map((id) => roles.find((role) => role.id === id)?.name ?? '').join(', ')}
                </span>
              ),
            },
            {
              id: 'comment',
              title: t('status.comment'),
              wide: true,
              cell: ({ requiresComment }) => (requiresComment ? t('status.needsComment') : ''),
            },
          ]}
        />
        {sorted && sorted.length > 0 && (
          <StatusMatrix
            key={sorted
              .map(({ id }) => id)
              .toSorted()
              .join()}
            statuses={sorted}
          />
        )}
      </div>
      {open && (
        <StatusDrawer
          status={open === 'new' ? null : open}
          roles={roles}
          nextPosition={Math.max(0, ...(sorted ?? []).map(({ position }) => position)) + 1}
          close={() => setOpen(null)}
        />
      )}
    </PageFrame>
  );
}

/** The order is that of the list to choose a status from. The arrow keeps the focus as the row moves. */
function Arrows({ status, statuses }: { status: InvoiceStatus; statuses: readonly InvoiceStatus[] }) {
  const { t } = useWords();
  const at = statuses.findIndex(({ id }) => id === status.id);
  const move = useCommand({
    send: (by: -1 | 1) => {
      const ids = statuses.map(({ id }) => id);
      ids.splice(at + by, 0, ...ids.splice(at, 1));
      return request('PUT', '/invoice-statuses/order', { body: { ids } });
    },
    said: (_, by) => t('status.moved', { name: status.name, place: at + by + 1, total: statuses.length }),
  });
  const arrow = (by: -1 | 1) => (
    <ActionIcon
      aria-label={t(by < 0 ? 'status.up' : 'status.down', { name: status.name })}
      aria-disabled={move.isPending || undefined}
      data-disabled={at + by < 0 || at + by >= statuses.length || undefined}
      onClick={() => {
        if (!move.isPending && at + by >= 0 && at + by < statuses.length) move.mutate(by);
      }}
    >
      {by < 0 ? <IconArrowUp size={15} aria-hidden="true" /> : <IconArrowDown size={15} aria-hidden="true" />}
    </ActionIcon>
  );
  return (
    <span className={classes.arrows}>
      {arrow(-1)}
      {arrow(1)}
    </span>
  );
}
