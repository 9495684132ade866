/** How I sign in: my second factor, added with an authenticator app, and its recovery codes. */
import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RecoveryCodes, TwoFactor, TwoFactorBegun } from '../../../contract/two-factor.ts';
import { request } from '../../api/client.ts';
import { Chip } from '../../parts/chip.tsx';
import { PageFrame } from '../../parts/page.tsx';
import { Panel } from '../../parts/panel.tsx';
import { SecretShown } from '../../parts/secret-shown.tsx';
import { WholePage } from '../../parts/whole-page.tsx';
import { useWords } from '../../words/use-words.tsx';
import { ConfirmAppDialog } from './confirm-app-dialog.tsx';
import { PasswordDialog } from './password-dialog.tsx';

type Wish = 'add' | 'renew' | 'remove';

export function SecurityPage() {
  const { t } = useWords();
  const own = useQuery({
    queryKey: ['two-factor'],
    queryFn: ({ signal }) => request<TwoFactor>('GET', '/session/two-factor', { signal }),
  });
  const [wish, setWish] = useState<Wish | null>(null);
  const [begun, setBegun] = useState<TwoFactorBegun | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  if (!own.data) return <WholePage error={own.error} retry={() => void own.refetch()} />;
  const { enabled, recoveryCodesLeft } = own.data;
  return (
    <PageFrame title={t('settings.security')} lead={t('security.lead')} width="text">
      <Panel
        title={t('security.app')}
        lead={t('security.appText')}
        aside={<Chip tone={enabled ? 'green' : 'grey'}>{t(enabled ? 'security.on' : 'security.off')}</Chip>}
      >
        {enabled && <p>{t('security.codesLeft', { count: recoveryCodesLeft })}</p>}
        <Group gap="sm">
          {enabled ? (
            <>
              <Button variant="default" onClick={() => setWish('renew')}>
                {t('security.renew')}
              </Button>
              <Button variant="subtle" color="red" onClick={() => setWish('remove')}>
                {t('security.remove')}
              </Button>
            </>
          ) : (
            <Button onClick={() => setWish('add')}>{t('security.add')}</Button>
          )}
        </Group>
      </Panel>
      {wish === 'add' && (
        <PasswordDialog<TwoFactorBegun>
          title={t('security.add')}
          path="/session/two-factor"
          close={() => setWish(null)}
          done={setBegun}
        />
      )}
      {wish === 'renew' && (
        <PasswordDialog<RecoveryCodes>
          title={t('security.renew')}
          text={t('security.renewText')}
          path="/session/two-factor/recovery-codes"
          close={() => setWish(null)}
          done={({ recoveryCodes }) => setCodes(recoveryCodes)}
        />
      )}
      {wish === 'remove' && (
        <PasswordDialog
          title={t('security.remove')}
          text={t('security.removeText')}
          path="/session/two-factor/remove"
          close={() => setWish(null)}
        />
      )}
      {begun && <ConfirmAppDialog begun={begun} close={() => setBegun(null)} done={setCodes} />}
      {codes && (
        <SecretShown
          title={t('security.codes')}
          text={t('security.codesText')}
          secret={codes.join('\n')}
          close={() => setCodes(null)}
        />
      )}
    </PageFrame>
  );
}
