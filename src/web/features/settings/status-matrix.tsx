/** Which status may follow which: rows are where an invoice comes from, columns where it may go. */
import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { InvoiceStatus } from '../../../contract/catalog.ts';
import { request } from '../../api/client.ts';
import { useCommand } from '../../api/use-command.ts';
import { SaveBar } from '../../parts/save-bar.tsx';
import { StatusBadge } from '../../parts/status-badge.tsx';
import { useWords } from '../../words/use-words.tsx';
import classes from './settings.module.css';

type Rules = Record<string, string[] | null>;

function rulesOf(statuses: readonly InvoiceStatus[]): Rules {
  return Object.fromEntries(statuses.map(({ id, previousStatusIds }) => [id, previousStatusIds]));
}

export function StatusMatrix({ statuses }: { statuses: readonly InvoiceStatus[] }) {
  const { t } = useWords();
  const stored = rulesOf(statuses);
  const [edited, setEdited] = useState<Rules>({});
  const rules: Rules = { ...stored, ...edited };
  const changed = Object.keys(edited).filter((id) => JSON.stringify(edited[id]) !== JSON.stringify(stored[id]));
  const save = useCommand({
    send: async () => {
      for (const id of changed) {
        await request('PATCH', `/invoice-statuses/${id}`, { body: { previousStatusIds: edited[id] ?? null } });
      }
    },
    said: t('save.saved'),
    done: () => setTimeout(() => setEdited({}), 0),
  });
  const allows = (from: InvoiceStatus, to: InvoiceStatus) => rules[to.id]?.includes(from.id) ?? true;
  const toggle = (from: InvoiceStatus, to: InvoiceStatus) => {
    const others = statuses.filter(({ id }) => id !== to.id).map(({ id }) => id);
    const before = rules[to.id] ?? others;
    const after = before.includes(from.id) ? before.filter((id) => id !== from.id) : [...before, from.id];
    setEdited({ ...edited, [to.id]: others.every((id) => after.includes(id)) ? null : after });
  };
  return (
    <section>
      <div className={classes.sub}>
        <div>
          <h2>{t('matrix.title')}</h2>
          <p className="dim">{t('matrix.text')}</p>
        </div>
      </div>
      <div className={classes.matrix}>
        <table aria-label={t('matrix.title')}>
          <thead>
            <tr>
              <th scope="col">{t('matrix.fromTo')}</th>
              {statuses.map((to) => (
                <th key={to.id} scope="col">
                  <StatusBadge {...to} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {statuses.map((from) => (
              <tr key={from.id}>
                <th scope="row">{from.name}</th>
                {statuses.map((to) =>
                  from.id === to.id ? (
                    <td key={to.id} className={classes.same}>
                      –
                    </td>
                  ) : (
                    <td key={to.id}>
                      <Checkbox
                        display="inline-block"
                        aria-label={t('matrix.cell', { from: from.name, to: to.name })}
                        checked={allows(from, to)}
                        onChange={() => toggle(from, to)}
                      />
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <SaveBar
        changed={changed.length > 0}
        saving={save.isPending}
        save={() => save.mutate()}
        discard={() => setEdited({})}
      />
    </section>
  );
}
