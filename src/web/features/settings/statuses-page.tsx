/** The statuses of invoices and the rules by which one leads to another. */
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { InvoiceStatus } from '../../../contract/catalog.ts';
import type { Role } from '../../../contract/people.ts';
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
        {sorted && sorted.length > 0 && <StatusMatrix key={sorted.map(({ id }) => id).join()} statuses={sorted} />}
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
