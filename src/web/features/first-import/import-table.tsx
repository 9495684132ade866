/** Records of QuickBooks, each with what is done with it here and the other things that could be done. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { JobItemView } from '../../../contract/jobs.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { useWords } from '../../words/use-words.tsx';
import { type Choices, groupOf } from './choices.ts';
import { DecideField } from './decide-field.tsx';
import classes from './first-import.module.css';

interface Props {
  items: readonly JobItemView[];
  choices: Choices;
  choose: (item: JobItemView, decision: string) => void;
  taken: ReadonlySet<string>;
}

/** More at once would make a page slow that holds a field for each. */
const shownAtOnce = 50;

export function ImportTable({ items, ...deciding }: Props) {
  const { t } = useWords();
  const [shown, setShown] = useState(shownAtOnce);
  const left = Math.min(items.length - shown, shownAtOnce);
  return (
    <>
      <DataTable
        label={t('import.title')}
        rows={items.slice(0, shown)}
        idOf={(item) => item.key}
        empty={<EmptyState title={t('import.empty')} />}
        columns={[
          { id: 'there', title: t('import.there'), cell: (item) => <There item={item} /> },
          {
            id: 'kind',
            title: t('import.kind'),
            wide: true,
            cell: ({ entity }) => <span className="dim">{t(entity === 'item' ? 'import.item' : 'import.client')}</span>,
          },
          {
            id: 'here',
            title: t('import.here'),
            cell: (item) => <Decide item={item} {...deciding} />,
          },
        ]}
      />
      {left > 0 && (
        <div>
          <Button variant="default" onClick={() => setShown(shown + shownAtOnce)}>
            {t('import.more', { count: left })}
          </Button>
        </div>
      )}
    </>
  );
}

function There({ item }: { item: JobItemView }) {
  return (
    <div className={classes.there}>
      <div>{item.name}</div>
      {item.reason && <div className="dim small">{item.reason}</div>}
    </div>
  );
}

function Decide({ item, ...rest }: Omit<Props, 'items'> & { item: JobItemView }) {
  const { t } = useWords();
  // Linked already, or nothing that could be on an invoice: there is no choice.
  if (groupOf(item) === 'skip') return <span className="dim">{t('import.skip')}</span>;
  return <DecideField item={item} {...rest} />;
}
