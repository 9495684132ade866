/** On every page: that the connection ends, is lost or is suspended, what that means for the work, and where to mend it. */
import { Link, useRouterState } from '@tanstack/react-router';
import type { Connection } from '../../contract/integration.ts';
import { useMay } from '../api/session.ts';
import { useConnection } from '../api/sync.ts';
import { useWords } from '../words/use-words.tsx';
import classes from './shell.module.css';

const settings = '/settings/integrations/quickbooks';
const troubles: readonly Connection['health'][] = ['expiring', 'lost', 'suspended'];

export function ConnectionBand() {
  const { t, format } = useWords();
  const may = useMay();
  const { data: connection } = useConnection();
  const path = useRouterState({ select: (state) => state.location.pathname });
  // The settings of the connection say it beside the button.
  if (!connection || !troubles.includes(connection.health) || path === settings) return null;
  const { health, expiresAt } = connection;
  return (
    <div className={`${classes.band} no-print`} data-tone={health === 'expiring' ? 'amber' : 'red'} role="status">
      <span>
        {health === 'lost' && t('band.lost')}
        {health === 'suspended' && t('band.suspended')}
        {health === 'expiring' && t('band.expiring', { date: expiresAt ? format.date(expiresAt) : '' })}
      </span>
      {may('integrations') ? (
        <Link to={settings} className={classes.bandLink}>
          {t(health === 'suspended' ? 'band.see' : 'band.reconnect')}
        </Link>
      ) : (
        <span>{t('band.tell')}</span>
      )}
    </div>
  );
}
