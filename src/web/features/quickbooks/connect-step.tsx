/** Step 1: the connection to the QuickBooks company, and the switch that puts the integration in force. */
import { Button, Checkbox, Group, Stack } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { Link } from '@tanstack/react-router';
import type { Connection } from '../../../contract/integration.ts';
import { askFirst } from '../../parts/ask-first.ts';
import { Chip } from '../../parts/chip.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Panel } from '../../parts/panel.tsx';
import type { WordKey } from '../../words/translate.ts';
import { useWords } from '../../words/use-words.tsx';
import classes from './quickbooks.module.css';
import type { SettingsForm } from './settings-form.ts';
import { useConnect } from './use-connect.ts';

interface Props {
  form: UseFormReturnType<SettingsForm>;
  connection: Connection;
}

export function ConnectStep({ form, connection }: Props) {
  const { t } = useWords();
  const errorText = useErrorText();
  const { connect, disconnect, error, fresh, busy, dismissError } = useConnect();
  const askToDisconnect = () =>
    askFirst({
      title: t('connect.disconnectTitle', { name: connection.companyName ?? 'QuickBooks' }),
      text: t('connect.disconnectText'),
      action: t('connect.disconnect'),
      danger: true,
      proceed: disconnect,
    });
  return (
    <Panel id="connect" title={`1. ${t('step.connect')}`} lead={t('connect.why')}>
      <Stack gap="md">
        {error && (
          <Notice
            tone={error === 'other_company' ? 'amber' : 'red'}
            actions={
              error === 'other_company' ? (
                <>
                  <Button variant="default" onClick={dismissError}>
                    {t('ask.cancel')}
                  </Button>
                  <Button onClick={() => connect(true)}>{t('connect.replace')}</Button>
                </>
              ) : null
            }
          >
            {errorText(error)}
          </Notice>
        )}
        {connection.connected || connection.health === 'lost' ? (
          <>
            <CompanyCard connection={connection} />
            <HealthNotice connection={connection} />
            {fresh && connection.connected && <ImportOffer />}
            <Group gap={8}>
              <Button
                variant={connection.health === 'lost' ? 'filled' : 'default'}
                loading={busy}
                onClick={() => connect()}
              >
                {t('connect.again')}
              </Button>
              <Button variant="subtle" color="red" disabled={busy} onClick={askToDisconnect}>
                {t('connect.disconnect')}
              </Button>
              <Button component={Link} to="/settings/integrations/quickbooks/import" variant="subtle">
                {t('import.open')}
              </Button>
            </Group>
            <p className="dim small">{t('connect.againHint')}</p>
          </>
        ) : (
          <div>
            <Button loading={busy} onClick={() => connect()}>
              {t('connect.connect')}
            </Button>
            <p className="dim small" style={{ marginTop: 6 }}>
              {t('connect.popUp')}
            </p>
          </div>
        )}
        <Checkbox
          label={t('connect.enable')}
          description={t('connect.enableHint')}
          {...form.getInputProps('enabled', { type: 'checkbox' })}
        />
      </Stack>
    </Panel>
  );
}

/** The first meeting: offered once, when it is of most use. */
function ImportOffer() {
  const { t } = useWords();
  return (
    <Notice
      tone="blue"
      actions={
        <Button component={Link} to="/settings/integrations/quickbooks/import" variant="default">
          {t('list.import')}
        </Button>
      }
    >
      {t('import.offer')}
    </Notice>
  );
}

/** What the state of the connection means for the work, and what to do about it. */
function HealthNotice({ connection: { health, expiresAt } }: { connection: Connection }) {
  const { t, format } = useWords();
  if (health === 'lost') return <Notice tone="red">{t('connect.lostText')}</Notice>;
  if (health === 'suspended') return <Notice tone="red">{t('connect.suspendedText')}</Notice>;
  if (health !== 'expiring' || !expiresAt) return null;
  return <Notice tone="amber">{t('connect.expiringText', { date: format.dateTime(expiresAt) })}</Notice>;
}

function useErrorText(): (code: string) => string {
  const { t, has } = useWords();
  return (code) => {
    const key = `connect.error.${code}`;
    return has(key) ? t(key as WordKey & 'connect.error.access_denied') : t('connect.error.unknown', { code });
  };
}

const healthTones = { ok: 'green', expiring: 'amber', lost: 'red', suspended: 'red', not_connected: 'grey' } as const;

function CompanyCard({ connection }: { connection: Connection }) {
  const { t, format } = useWords();
  const { environment, companyName, country, currency, edition, taxMode, connectedBy, connectedAt, expiresAt, health } =
    connection;
  const facts = [
    environment === 'production' ? null : t(`environment.${environment}`),
    country,
    currency,
    edition,
    taxMode ? t(`taxMode.${taxMode}`) : null,
    connectedAt && t('connect.by', { name: connectedBy ?? t('connect.someone'), date: format.dateTime(connectedAt) }),
    health === 'ok' && expiresAt ? t('connect.until', { date: format.date(expiresAt) }) : null,
  ];
  return (
    <div className={classes.company}>
      <div>
        <div className={classes.companyName}>{companyName}</div>
        <div className={classes.facts}>
          {facts.filter(Boolean).map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
        </div>
      </div>
      <div>
        <Chip tone={healthTones[health]}>{t(`health.${health}`)}</Chip>
      </div>
    </div>
  );
}
