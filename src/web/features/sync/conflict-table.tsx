/** A conflict side by side: before, here, QuickBooks. Only what differs, a choice for each, the totals underneath. */
import { Button, Group, Radio } from '@mantine/core';
import { useState } from 'react';
import type { Issue } from '../../../contract/sync.ts';
import { request } from '../../api/client.ts';
import { useInvoice } from '../../api/invoices.ts';
import { useCommand } from '../../api/use-command.ts';
import { useChangeWords } from '../../parts/use-change-words.ts';
import { useWords } from '../../words/use-words.tsx';
import classes from './conflict.module.css';

type Side = 'shop' | 'quickbooks';
type Conflict = NonNullable<Issue['conflict']>;

export function ConflictTable({ issue, conflict, done }: { issue: Issue; conflict: Conflict; done: () => void }) {
  const { t, format } = useWords();
  const invoice = useInvoice(issue.invoiceId);
  const words = useChangeWords(invoice.data?.body.lines);
  const [choices, setChoices] = useState<Partial<Record<string, Side>>>({});
  const complete = conflict.fields.every(({ path }) => choices[path] !== undefined);
  const chooseAll = (side: Side) => setChoices(Object.fromEntries(conflict.fields.map(({ path }) => [path, side])));
  const resolve = useCommand({
    send: () => request('POST', `/sync/issues/${issue.id}/resolve`, { body: bodyOf(choices) }),
    said: t('issues.started'),
    done,
  });
  const total = (amount: string | null) => (amount === null ? '–' : format.money(amount));
  return (
    <div>
      <div className={classes.frame}>
        <table className={classes.table} aria-label={t('conflict.title')}>
          <thead>
            <tr>
              <th scope="col">{t('change.field')}</th>
              <th scope="col">{t('conflict.before')}</th>
              <SideHead side="shop" choose={chooseAll} />
              <SideHead side="quickbooks" choose={chooseAll} />
            </tr>
          </thead>
          <tbody>
            {conflict.fields.map(({ path, base, shop, quickBooks }) => (
              <tr key={path}>
                <th scope="row">{words.field(path)}</th>
                <td className="dim">
                  <span className={classes.cellName}>{t('conflict.before')}</span>
                  {words.value(path, base)}
                </td>
                {(['shop', 'quickbooks'] as const).map((side) => (
                  <td key={side} data-chosen={choices[path] === side || undefined}>
                    <span className={classes.cellName} aria-hidden="true">
                      {t(`side.${side}`)}
                    </span>
                    <Radio
                      name={`${issue.id} ${path}`}
                      label={words.value(path, side === 'shop' ? shop : quickBooks)}
                      aria-label={t('conflict.choice', { field: words.field(path), side: t(`side.${side}`) })}
                      checked={choices[path] === side}
                      onChange={() => setChoices((before) => ({ ...before, [path]: side }))}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('conflict.total')}</th>
              <td className={classes.nothing} />
              {(['shop', 'quickBooks'] as const).map((side) => (
                <td key={side}>
                  <span className={classes.cellName}>{t(side === 'shop' ? 'side.shop' : 'side.quickbooks')}</span>
                  {total(conflict.totals[side])}
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      </div>
      <Group justify="space-between" mt={12} gap={8}>
        <ChosenTotal conflict={conflict} choices={choices} />
        <Button disabled={!complete} loading={resolve.isPending} onClick={() => resolve.mutate()}>
          {t('conflict.apply')}
        </Button>
      </Group>
    </div>
  );
}

/** What the invoice will come to: a side's total where all that is money comes from that side. */
function ChosenTotal({ conflict, choices }: { conflict: Conflict; choices: Partial<Record<string, Side>> }) {
  const { t, format } = useWords();
  const complete = conflict.fields.every(({ path }) => choices[path] !== undefined);
  if (!complete) return <span className="dim">{t('conflict.text')}</span>;
  const sides = new Set(conflict.fields.filter(({ path }) => isMoney(path)).map(({ path }) => choices[path]));
  const { shop, quickBooks } = conflict.totals;
  const equal = shop !== null && Number(shop) === Number(quickBooks);
  const amount =
    sides.size > 1 ? null : sides.has('quickbooks') ? quickBooks : sides.has('shop') || equal ? shop : null;
  return (
    <span role="status">
      {t('conflict.total')}: <strong>{amount === null ? t('conflict.totalLater') : format.money(amount)}</strong>
    </span>
  );
}

/** Fields on which the total depends. */
function isMoney(path: string): boolean {
  return /^(lines\.|discount|tax)/.test(path) && !path.endsWith('.description');
}

function SideHead({ side, choose }: { side: Side; choose: (side: Side) => void }) {
  const { t } = useWords();
  return (
    <th scope="col">
      <span className={classes.sideHead}>
        {t(`side.${side}`)}
        <Button variant="subtle" size="compact-xs" onClick={() => choose(side)}>
          {t(side === 'shop' ? 'fix.take_shop' : 'fix.take_quickbooks')}
        </Button>
      </span>
    </th>
  );
}

/** One side throughout is said as such; otherwise field by field. */
function bodyOf(choices: Partial<Record<string, Side>>) {
  const sides = new Set(Object.values(choices));
  if (sides.size === 1) return { fixId: sides.has('shop') ? 'take_shop' : 'take_quickbooks' };
  return { fixId: 'merge', fields: choices };
}
