/** Who is signed in; what can be done about it is loaded when it is opened. */
import { ActionIcon } from '@mantine/core';
import { IconUserCircle } from '@tabler/icons-react';
import { lazy } from 'react';
import { useSession } from '../api/session.ts';
import { DropDown } from '../parts/drop-down.tsx';
import { useWords } from '../words/use-words.tsx';

const load = () => import('./person-items.tsx');
const PersonItems = lazy(async () => ({ default: (await load()).PersonItems }));

export function PersonMenu() {
  const { t } = useWords();
  const { employee, company } = useSession();
  const button = (
    <ActionIcon aria-label={t('person.menu', { name: employee?.name ?? company.name })}>
      <IconUserCircle size={19} stroke={1.6} />
    </ActionIcon>
  );
  return (
    <DropDown button={button} kind="menu" load={load}>
      {(dropped) => <PersonItems {...dropped} />}
    </DropDown>
  );
}
