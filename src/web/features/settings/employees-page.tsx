/** Who works here and what each role may do. */
import { Button, Group } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Employee, Role } from '../../../contract/people.ts';
import { useList } from '../../api/use-list.ts';
import { Chip } from '../../parts/chip.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ExportButton } from '../../parts/export-button.tsx';
import type { ExportColumn } from '../../parts/export-rows.ts';
import { PageFrame } from '../../parts/page.tsx';
import { RowButton } from '../../parts/row-button.tsx';
import { useWords } from '../../words/use-words.tsx';
import { EmployeeDrawer } from './employee-drawer.tsx';
import { RoleDrawer } from './role-drawer.tsx';
import classes from './settings.module.css';

export function EmployeesPage() {
  const { t } = useWords();
  return (
    <PageFrame title={t('settings.employees')} width="text">
      <div className={classes.stack}>
        <Employees />
        <Roles />
      </div>
    </PageFrame>
  );
}

function Employees() {
  const { t } = useWords();
  const employees = useList<Employee>('/employees');
  const { data: roles = [] } = useList<Role>('/roles');
  const [open, setOpen] = useState<Employee | 'new' | null>(null);
  const roleOf = ({ roleId }: Employee) => roles.find(({ id }) => id === roleId)?.name ?? '';
  // Who may do what is asked for in reviews of access.
  const exported: ExportColumn<Employee>[] = [
    { title: t('employee.name'), value: ({ name }) => name },
    { title: t('employee.email'), value: ({ email }) => email },
    { title: t('employee.role'), value: roleOf },
    { title: t('field.active'), value: ({ active }) => t(active ? 'change.yes' : 'change.no') },
  ];
  return (
    <section>
      <div className={classes.sub}>
        <h2>{t('employee.list')}</h2>
        <Group gap={8}>
          <ExportButton what={{ name: 'employees', path: '/employees', columns: exported }} />
          <Button leftSection={<IconPlus size={16} />} onClick={() => setOpen('new')}>
            {t('employee.new')}
          </Button>
        </Group>
      </div>
      <DataTable
        label={t('employee.list')}
        rows={employees.data}
        idOf={(employee) => employee.id}
        error={employees.error}
        retry={() => void employees.refetch()}
        open={setOpen}
        empty={<EmptyState title={t('employee.empty')} />}
        columns={[
          {
            id: 'name',
            title: t('employee.name'),
            grow: true,
            cell: (employee) => <RowButton press={() => setOpen(employee)}>{employee.name}</RowButton>,
          },
          {
            id: 'email',
            title: t('employee.email'),
            wide: true,
            cell: (employee) => <span className="dim">{employee.email}</span>,
          },
          {
            id: 'role',
            title: t('employee.role'),
            cell: roleOf,
          },
          {
            id: 'twoFactor',
            title: '',
            wide: true,
            cell: ({ twoFactor }) => twoFactor && <Chip tone="green">{t('employee.twoFactor')}</Chip>,
          },
          { id: 'active', title: '', cell: ({ active }) => !active && <Chip tone="grey">{t('field.inactive')}</Chip> },
        ]}
      />
      {open && <EmployeeDrawer employee={open === 'new' ? null : open} roles={roles} close={() => setOpen(null)} />}
    </section>
  );
}

function Roles() {
  const { t } = useWords();
  const roles = useList<Role>('/roles');
  const [open, setOpen] = useState<Role | 'new' | null>(null);
  return (
    <section>
      <div className={classes.sub}>
        <h2>{t('role.list')}</h2>
        <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => setOpen('new')}>
          {t('role.new')}
        </Button>
      </div>
      <DataTable
        label={t('role.list')}
        rows={roles.data}
        idOf={(role) => role.id}
        error={roles.error}
        retry={() => void roles.refetch()}
        open={setOpen}
        empty={<EmptyState title={t('list.noMatch')} />}
        columns={[
          {
            id: 'name',
            title: t('role.name'),
            cell: (role) => <RowButton press={() => setOpen(role)}>{role.name}</RowButton>,
          },
          {
            id: 'permissions',
            title: t('role.permissions'),
            grow: true,
            wide: true,
            cell: ({ permissions }) => (
              <span className="dim">{permissions.map((permission) => t(`permission.${permission}`)).join(', ')}</span>
            ),
          },
          { id: 'builtIn', title: '', cell: ({ builtIn }) => builtIn && <Chip tone="grey">{t('role.builtIn')}</Chip> },
        ]}
      />
      {open && <RoleDrawer role={open === 'new' ? null : open} close={() => setOpen(null)} />}
    </section>
  );
}
