/** The list of shortcuts. */
import { Kbd, Modal, Table } from '@mantine/core';
import { useWords } from '../words/use-words.tsx';

export function ShortcutList({ close }: { close: () => void }) {
  const { t } = useWords();
  const rows: [string, string[]][] = [
    [t('keys.search'), ['/']],
    [t('keys.newInvoice'), ['c']],
    [t('keys.sync'), ['s']],
    [t('keys.save'), ['Ctrl', 'S']],
    [t('keys.rows'), ['j', 'k']],
    [t('keys.select'), ['x']],
    [t('nav.dashboard'), ['g', 'd']],
    [t('nav.invoices'), ['g', 'i']],
    [t('nav.payments'), ['g', 'p']],
    [t('nav.clients'), ['g', 'c']],
    [t('nav.items'), ['g', 't']],
    [t('nav.issues'), ['g', 's']],
    [t('nav.log'), ['g', 'l']],
    [t('nav.backfill'), ['g', 'b']],
    [t('nav.undo'), ['g', 'u']],
    [t('nav.reconciliation'), ['g', 'r']],
    [t('keys.list'), ['?']],
  ];
  return (
    <Modal opened onClose={close} title={t('keys.title')} closeButtonProps={{ 'aria-label': t('ask.close') }}>
      <Table withRowBorders={false} verticalSpacing={5}>
        <Table.Tbody>
          {rows.map(([label, keys]) => (
            <Table.Tr key={label}>
              <Table.Td>{label}</Table.Td>
              <Table.Td ta="right">
                {keys.map((key) => (
                  <Kbd key={key} ml={4}>
                    {key}
                  </Kbd>
                ))}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
