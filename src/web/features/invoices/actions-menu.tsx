/** The menu Actions of an invoice, with the dialogs that belong to it. */
import { Button, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconBan,
  IconChevronDown,
  IconCopy,
  IconEye,
  IconPrinter,
  IconRefresh,
  IconTrash,
  IconUnlink,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { InvoiceStatus } from '../../../contract/catalog.ts';
import type { Invoice } from '../../../contract/invoices.ts';
import { request } from '../../api/client.ts';
import { useMay } from '../../api/session.ts';
import { useCommand } from '../../api/use-command.ts';
import { useList } from '../../api/use-list.ts';
import { isChordOpen, isPlainKey } from '../../app-shell/keys.ts';
import { askFirst } from '../../parts/ask-first.ts';
import { useWords } from '../../words/use-words.tsx';
import { PreviewDialog } from './preview-dialog.tsx';
import { useSyncInvoice, useSyncKey } from './use-sync-invoice.ts';

export function ActionsMenu({ invoice }: { invoice: Invoice }) {
  const { t } = useWords();
  const may = useMay();
  const [preview, { open: showPreview, close: hidePreview }] = useDisclosure(false);
  const navigate = useNavigate();
  const { send: sync } = useSyncInvoice(invoice.id);
  const { cancel, unlink, remove, cancelStatus } = useInvoiceCommands(invoice);
  useSyncKey(sync, (event) => may('sync') && isPlainKey(event) && !isChordOpen(event));
  const linked = invoice.sync.quickBooksId !== null;
  return (
    <>
      <Menu width={250}>
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden="true" />}>
            {t('actions.title')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {may('sync') && (
            <Menu.Item leftSection={<IconRefresh size={15} />} onClick={sync}>
              {t('sync.now')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconEye size={15} />} onClick={showPreview}>
            {t('actions.preview')}
          </Menu.Item>
          <Menu.Item leftSection={<IconPrinter size={15} />} onClick={() => window.print()}>
            {t('actions.print')}
          </Menu.Item>
          {may('invoices.create') && (
            <Menu.Item
              leftSection={<IconCopy size={15} />}
              onClick={() => void navigate({ to: '/invoices/new', search: { from: invoice.id } })}
            >
              {t('actions.duplicate')}
            </Menu.Item>
          )}
          <Menu.Divider />
          {cancelStatus && invoice.status.group !== 'canceled' && (
            <Menu.Item leftSection={<IconBan size={15} />} onClick={cancel}>
              {t('actions.cancel')}
            </Menu.Item>
          )}
          {may('sync') && linked && (
            <Menu.Item leftSection={<IconUnlink size={15} />} onClick={unlink}>
              {t('actions.unlink')}
            </Menu.Item>
          )}
          {may('invoices.delete') && (
            <Menu.Item leftSection={<IconTrash size={15} />} color="red" disabled={linked} onClick={remove}>
              {t('actions.delete')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {preview && <PreviewDialog invoice={invoice} close={hidePreview} />}
    </>
  );
}

function useInvoiceCommands(invoice: Invoice) {
  const { t } = useWords();
  const navigate = useNavigate();
  const { data: statuses = [] } = useList<InvoiceStatus>('/invoice-statuses');
  const cancelStatus = statuses.find(
    ({ group, previousStatusIds }) =>
      group === 'canceled' && (previousStatusIds === null || previousStatusIds.includes(invoice.status.id)),
  );
  const cancel = useCommand({
    send: () => request('POST', `/invoices/${invoice.id}/status`, { body: { statusId: cancelStatus?.id } }),
  });
  const unlink = useCommand({ send: () => request('POST', `/invoices/${invoice.id}/unlink`) });
  const remove = useCommand({
    send: () => request('DELETE', `/invoices/${invoice.id}`),
    done: () => void navigate({ to: '/invoices' }),
  });
  const { number } = invoice;
  const inBooks = invoice.sync.quickBooksId !== null;
  return {
    cancelStatus,
    cancel: () =>
      askFirst({
        title: t('actions.cancelTitle', { number }),
        text: t(inBooks ? 'actions.cancelTextLinked' : 'actions.cancelText'),
        action: t('actions.cancel'),
        danger: true,
        proceed: () => cancel.mutate(),
      }),
    unlink: () =>
      askFirst({
        title: t('actions.unlinkTitle', { number }),
        text: t('actions.unlinkText'),
        action: t('actions.unlink'),
        proceed: () => unlink.mutate(),
      }),
    remove: () =>
      askFirst({
        title: t('actions.deleteTitle', { number }),
        text: t('actions.deleteText'),
        action: t('actions.delete'),
        danger: true,
        proceed: () => remove.mutate(),
      }),
  };
}
