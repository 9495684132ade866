/** What opens under the person: where to begin, the second factor, the shortcuts, the way out. */
import { Menu } from '@mantine/core';
import { IconKeyboard, IconListCheck, IconLogout, IconShieldLock } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { request } from '../api/client.ts';
import { useSession } from '../api/session.ts';
import { useCommand } from '../api/use-command.ts';
import type { Dropped } from '../parts/drop-down.tsx';
import { useWords } from '../words/use-words.tsx';
import { showShortcuts } from './keys.ts';

export function PersonItems({ target, close }: Dropped) {
  const { t } = useWords();
  const { employee } = useSession();
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
    <Menu opened onClose={close} width={240}>
      <Menu.Target>{target}</Menu.Target>
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
        <Menu.Item leftSection={<IconLogout size={15} />} closeMenuOnClick={false} onClick={() => signOut.mutate()}>
          {t('person.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
