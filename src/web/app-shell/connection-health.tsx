/** The connection to QuickBooks as a dot with words; a press leads to the settings of the connection. */
import { Link } from '@tanstack/react-router';
import type { Connection } from '../../contract/integration.ts';
import { useConnection } from '../api/sync.ts';
import type { WordKey } from '../words/translate.ts';
import { useWords } from '../words/use-words.tsx';
import classes from './shell.module.css';

type Look = {
  tone: 'green' | 'amber' | 'red' | 'grey';
  shape: 'disc' | 'ring' | 'square';
  word: WordKey & `health.${string}`;
};

const looks: Record<Connection['health'] | 'off', Look> = {
  ok: { tone: 'green', shape: 'disc', word: 'health.ok' },
  expiring: { tone: 'amber', shape: 'square', word: 'health.expiring' },
  lost: { tone: 'red', shape: 'square', word: 'health.lost' },
  suspended: { tone: 'red', shape: 'square', word: 'health.suspended' },
  not_connected: { tone: 'grey', shape: 'ring', word: 'health.not_connected' },
  off: { tone: 'grey', shape: 'ring', word: 'health.off' },
};

export function ConnectionHealth() {
  const { t } = useWords();
  const { data: connection } = useConnection();
  if (!connection) return null;
  const look =
    looks[connection.connected && !connection.enabled && connection.health === 'ok' ? 'off' : connection.health];
  const word = t(look.word);
  return (
    <Link to="/settings/integrations/quickbooks" className={classes.health} aria-label={word} title={word}>
      <span className={classes.dot} data-shape={look.shape} data-tone={look.tone} />
      <span className={classes.healthWord}>{word}</span>
    </Link>
  );
}
