/** The settings: a list of sections beside the section that is open. */
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useMay } from '../../api/session.ts';
import { useWords } from '../../words/use-words.tsx';
import classes from './settings.module.css';

const sections = [
  { to: '/settings/company', word: 'settings.company', permission: 'settings' },
  { to: '/settings/locations', word: 'settings.locations', permission: 'settings' },
  { to: '/settings/employees', word: 'settings.employees', permission: 'settings' },
  { to: '/settings/finance', word: 'settings.finance', permission: 'settings' },
  { to: '/settings/invoice-statuses', word: 'settings.statuses', permission: 'settings' },
  { to: '/settings/integrations', word: 'settings.integrations', permission: 'integrations' },
  { to: '/settings/api-keys', word: 'settings.apiKeys', permission: 'settings' },
  { to: '/settings/webhooks', word: 'settings.webhooks', permission: 'settings' },
  { to: '/settings/security', word: 'settings.security', permission: null },
] as const;

export function SettingsFrame() {
  const { t } = useWords();
  const may = useMay();
  const sectionsBar = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  // On the phone the sections lie side by side; the open one is brought into view.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page has another open section.
  useEffect(() => {
    const bar = sectionsBar.current;
    const open = bar?.querySelector<HTMLElement>('[data-status="active"]');
    if (bar && open) bar.scrollLeft = open.offsetLeft - bar.offsetLeft - 16;
  }, [pathname]);
  return (
    <div className={classes.frame}>
      <nav ref={sectionsBar} className={`${classes.sections} no-print`} aria-label={t('nav.settings')}>
        <div className={classes.heading}>{t('nav.settings')}</div>
        {sections
          .filter(({ permission }) => permission === null || may(permission))
          .map(({ to, word }) => (
            <Link key={to} to={to} className={classes.section}>
              {t(word)}
            </Link>
          ))}
      </nav>
      <div className={classes.content}>
        <Outlet />
      </div>
    </div>
  );
}
