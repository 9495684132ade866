/** The header: whose books, how the connection is, search, language, colours, the person. */
import { ActionIcon } from '@mantine/core';
import { IconMenu2 } from '@tabler/icons-react';
import { useSession } from '../api/session.ts';
import { useWords } from '../words/use-words.tsx';
import { ConnectionHealth } from './connection-health.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { PersonMenu } from './person-menu.tsx';
import { SchemeSwitch } from './scheme-switch.tsx';
import { SearchField } from './search-field.tsx';
import classes from './shell.module.css';

export function Header({ openMenu }: { openMenu: () => void }) {
  const { t } = useWords();
  const { company } = useSession();
  return (
    <header className={`${classes.header} no-print`}>
      <ActionIcon className={classes.burger ?? ''} aria-label={t('shell.menu')} onClick={openMenu}>
        <IconMenu2 size={18} />
      </ActionIcon>
      <span className={classes.company}>{company.name}</span>
      <ConnectionHealth />
      <span className={classes.spacer} />
      <SearchField />
      <LanguageSwitch />
      <SchemeSwitch />
      <PersonMenu />
    </header>
  );
}
