/** Client by client: here, QuickBooks, difference; each opens to the causes of its cents. */
import { IconChevronRight } from '@tabler/icons-react';
import { Fragment, useState } from 'react';
import type { ReconciledClient } from '../../../contract/reconciliation.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import table from '../../parts/table.module.css';
import { useWords } from '../../words/use-words.tsx';
import { CauseList } from './cause-list.tsx';
import classes from './reconciliation.module.css';

interface Props {
  clients: readonly ReconciledClient[];
  differing: boolean;
}

export function ClientTable({ clients, differing }: Props) {
  const { t } = useWords();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string) => {
    const next = new Set(open);
    if (!next.delete(id)) next.add(id);
    setOpen(next);
  };
  if (clients.length === 0) {
    return (
      <div className={table.panel}>
        <EmptyState
          title={t(differing ? 'recon.none' : 'recon.noClients')}
          text={t(differing ? 'recon.noneText' : 'recon.noClientsText')}
        />
      </div>
    );
  }
  return (
    <div className={table.panel}>
      <table className={table.table} aria-label={t('recon.clients')}>
        <thead>
          <tr>
            <th>{t('invoice.client')}</th>
            <th data-align="end" data-wide>
              {t('recon.here')}
            </th>
            <th data-align="end" data-wide>
              {t('recon.there')}
            </th>
            <th data-align="end">{t('recon.difference')}</th>
            <th data-wide>{t('recon.cause')}</th>
          </tr>
        </thead>
        <tbody>
          {clients.map((client) => (
            <Fragment key={client.clientId}>
              <ClientRow client={client} open={open.has(client.clientId)} toggle={() => toggle(client.clientId)} />
              {open.has(client.clientId) && (
                <tr>
                  <td colSpan={5} className={classes.opened}>
                    <CauseList client={client} />
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ClientRow({ client, open, toggle }: { client: ReconciledClient; open: boolean; toggle: () => void }) {
  const { t, format } = useWords();
  const { name, shop, quickBooks, difference, causes, unexplainedInvoices } = client;
  const count = causes.length + unexplainedInvoices.length;
  const [first] = causes;
  return (
    <tr>
      <td data-grow>
        <button type="button" className={classes.client} aria-expanded={open} onClick={toggle}>
          <IconChevronRight className={classes.chevron} data-open={open || undefined} size={15} aria-hidden="true" />
          <span>{name}</span>
        </button>
      </td>
      <td data-align="end" data-wide>
        {format.money(shop)}
      </td>
      <td data-align="end" data-wide>
        {format.money(quickBooks)}
      </td>
      <td data-align="end" className={Number(difference) === 0 ? 'dim' : classes.differs}>
        {format.money(difference)}
      </td>
      <td data-wide className="dim">
        {count === 1 && first ? first.title : count > 0 && t('recon.causeCount', { count })}
      </td>
    </tr>
  );
}
