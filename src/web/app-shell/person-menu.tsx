/** Who is signed in, the list of shortcuts, and the way out. */
import { ActionIcon, Menu } from '@mantine/core';
import { IconKeyboard, IconListCheck, IconLogout, IconShieldLock, IconUserCircle } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { request } from '../api/client.ts';
import { useSession } from '../api/session.ts';
import { useCommand } from '../api/use-command.ts';
import { useWords } from '../words/use-words.tsx';
import { showShortcuts } from './keys.ts';

export function PersonMenu() {
  const { t } = useWords();
  const { employee, company } = useSession();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const signOut = useCommand({
    send: () => request('DELETE', '/session'),
    done: () => {
      queries.clear();
      void navigate({ to: '/sign-in' });
    },
  });
  return (
    <Menu width={240}>
      <Menu.Target>
        <ActionIcon aria-label={t('person.menu', { name: employee?.name ?? company.name })}>
          <IconUserCircle size={19} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {employee?.name}
          <br />
          {employee?.email}
        </Menu.Label>
        <Menu.Item component={Link} to="/welcome" leftSection={<IconListCheck size={15} />}>
          {t('person.welcome')}
        </Menu.Item>
        {employee && (
          <Menu.Item component={Link} to="/settings/security" leftSection={<IconShieldLock size={15} />}>
            {t('person.security')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconKeyboard size={15} />} onClick={showShortcuts}>
          {t('keys.title')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={15} />} onClick={() => signOut.mutate()}>
          {t('person.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
