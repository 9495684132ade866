/** Asks for this invoice to be brought in step with QuickBooks; `s` does it from the keyboard. */
import { useWindowEvent } from '@mantine/hooks';
import { request } from '../../api/client.ts';
import { useCommand } from '../../api/use-command.ts';
import { useWords } from '../../words/use-words.tsx';

export function useSyncInvoice(invoiceId: string): { send: () => void; busy: boolean } {
  const { t } = useWords();
  const sync = useCommand({
    send: () => request('POST', `/invoices/${invoiceId}/sync`),
    said: t('invoices.syncQueued', { count: 1 }),
  });
  return { send: () => sync.mutate(), busy: sync.isPending };
}

/** Only one part of the page may listen. */
export function useSyncKey(press: () => void, isPlain: (event: KeyboardEvent) => boolean): void {
  useWindowEvent('keydown', (event) => {
    if (event.key === 's' && isPlain(event)) press();
  });
}
