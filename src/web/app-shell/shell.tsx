/** The frame of all pages behind the sign-in: bar on the left, header, shortcuts, the live connection. */
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Navigate, Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { sessionQuery } from '../api/session.ts';
import { useLive } from '../api/use-live.ts';
import { useWords } from '../words/use-words.tsx';
import { ConnectionBand } from './connection-band.tsx';
import { Header } from './header.tsx';
import { NavBar } from './nav-bar.tsx';
import classes from './shell.module.css';
import { Shortcuts } from './shortcuts.tsx';

const MenuDrawer = lazy(async () => ({ default: (await import('./menu-drawer.tsx')).MenuDrawer }));

export function Shell() {
  const { data: session } = useQuery(sessionQuery);
  const path = useRouterState({ select: (state) => state.location.href });
  if (session === null) return <Navigate to="/sign-in" search={{ to: path }} />;
  return session ? <Frame /> : null;
}

function Frame() {
  const { t } = useWords();
  const heard = useLive();
  const [menu, { open, close }] = useDisclosure(false);
  const path = useRouterState({ select: (state) => state.location.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the drawer closes when another page is opened.
  useEffect(close, [path]);
  return (
    <div className={classes.shell}>
      <a className="skip" href="#content">
        {t('shell.skip')}
      </a>
      <div className={`${classes.bar} no-print`}>
        <NavBar />
      </div>
      {menu && (
        <Suspense fallback={null}>
          <MenuDrawer close={close} />
        </Suspense>
      )}
      <div className={classes.main}>
        <Header openMenu={open} />
        {!heard && (
          <div className={`${classes.band} no-print`} data-tone="amber" role="status">
            {t('shell.lost')}
          </div>
        )}
        <ConnectionBand />
        <main id="content" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <Shortcuts />
    </div>
  );
}
