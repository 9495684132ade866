/** What the shop can be connected to, by section; Configure leads to the settings of each. */
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Integration } from '../../../contract/integration.ts';
import { request } from '../../api/client.ts';
import { useCommand } from '../../api/use-command.ts';
import { useList } from '../../api/use-list.ts';
import { Chip } from '../../parts/chip.tsx';
import { PageFrame } from '../../parts/page.tsx';
import { Panel } from '../../parts/panel.tsx';
import { WholePage } from '../../parts/whole-page.tsx';
import { useWords } from '../../words/use-words.tsx';
import classes from './settings.module.css';

export function IntegrationsPage() {
  const { t } = useWords();
  const integrations = useList<Integration>('/integrations', { staleTime: 5000 });
  if (!integrations.data) return <WholePage error={integrations.error} retry={() => void integrations.refetch()} />;
  return (
    <PageFrame title={t('settings.integrations')} width="text">
      <section aria-labelledby="invoicing">
        <div className={classes.sub}>
          <h2 id="invoicing">{t('integrations.invoicing')}</h2>
        </div>
        <div className={classes.cards}>
          {integrations.data.map((integration) => (
            <IntegrationCard key={integration.id} integration={integration} />
          ))}
        </div>
      </section>
    </PageFrame>
  );
}

function IntegrationCard({ integration }: { integration: Integration }) {
  const { t } = useWords();
  const { id, name, enabled, connected, available } = integration;
  const disable = useCommand({
    send: () => request('PATCH', `/integrations/${id}`, { body: { enabled: false } }),
    said: t('save.saved'),
  });
  const twoWay = id === 'quickbooks';
  return (
    <Panel title={name} lead={t(twoWay ? 'integrations.twoWay' : 'integrations.former')}>
      <div className={classes.cardFoot}>
        <Chip tone={enabled ? 'green' : 'grey'}>
          {t(enabled ? 'integrations.enabled' : connected ? 'integrations.connected' : 'integrations.off')}
        </Chip>
        {twoWay && (
          <Button
            component={Link}
            to="/settings/integrations/quickbooks"
            variant="default"
            aria-label={t('integrations.configureNamed', { name })}
          >
            {t('integrations.configure')}
          </Button>
        )}
        {!twoWay && enabled && (
          <Button variant="default" loading={disable.isPending} onClick={() => disable.mutate()}>
            {t('integrations.disable')}
          </Button>
        )}
        {!twoWay && !enabled && !available && <span className="dim small">{t('integrations.retired')}</span>}
      </div>
    </Panel>
  );
}
