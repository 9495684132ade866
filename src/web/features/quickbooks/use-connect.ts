/** Connecting and disconnecting: opens Intuit's consent in a pop-up and hears from it what came of it. */
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useState } from 'react';
import { request } from '../../api/client.ts';
import { useCommand } from '../../api/use-command.ts';
import { useSay } from '../../parts/use-say.ts';
import { useWords } from '../../words/use-words.tsx';
import { type ConnectOutcome, isConnectWindow, onOutcome, openConnectWindow } from './connect-channel.ts';

interface Start {
  startUrl: string;
}

export function useConnect() {
  const { t } = useWords();
  const say = useSay();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const search = useSearch({ from: '/shell/settings/integrations/quickbooks' });
  const [error, setError] = useState<string | null>(null);
  const [fresh, setFresh] = useState(false);

  const take = useCallback(
    ({ connected, error: code }: ConnectOutcome) => {
      setError(code);
      setFresh(connected);
      void queries.invalidateQueries();
      if (connected) say(t('connect.done'));
    },
    [queries, say, t],
  );
  useEffect(() => onOutcome(take), [take]);

  // Without a pop-up (it was blocked) Intuit returns to this very page.
  useEffect(() => {
    if ((!search.connected && !search.error) || isConnectWindow()) return;
    take({ connected: Boolean(search.connected), error: search.error ?? null });
    void navigate({ to: '/settings/integrations/quickbooks', search: {}, replace: true });
  }, [search, take, navigate]);

  const start = useCommand({
    send: async ({ replaceCompany, popUp }: { replaceCompany: boolean; popUp: Window | null }) => {
      try {
        const { startUrl } = await request<Start>('POST', '/integrations/quickbooks/connect', {
          body: replaceCompany ? { replaceCompany } : {},
        });
        if (popUp) popUp.location.href = startUrl;
        else window.location.assign(startUrl);
      } catch (refusal) {
        popUp?.close();
        throw refusal;
      }
    },
  });
  const disconnect = useCommand({
    send: () => request('POST', '/integrations/quickbooks/disconnect'),
    said: t('connect.disconnected'),
  });
  return {
    error,
    /** It was connected just now, on this page. */
    fresh,
    busy: start.isPending || disconnect.isPending,
    connect: (replaceCompany = false) => {
      setError(null);
      start.mutate({ replaceCompany, popUp: openConnectWindow() });
    },
    dismissError: () => setError(null),
    disconnect: () => disconnect.mutate(),
  };
}
