/** A list as a table with its four states: loading (bones), failed (retry), empty (what to do), rows. */
import { Button, Checkbox } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSentence } from '../api/use-sentence.ts';
import { useWords } from '../words/use-words.tsx';
import { Chunks } from './chunks.tsx';
import { type More, MoreRows } from './more-rows.tsx';
import classes from './table.module.css';

export interface Column<Row> {
  id: string;
  title: ReactNode;
  align?: 'end';
  /** Takes the room that is left and is cut with an ellipsis. */
  grow?: boolean;
  /** Left out on the phone. */
  wide?: boolean;
  cell: (row: Row) => ReactNode;
}

export interface Selection {
  ids: ReadonlySet<string>;
  set: (ids: ReadonlySet<string>) => void;
  labelOf: (id: string) => string;
}

interface Props<Row> {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[] | undefined;
  idOf: (row: Row) => string;
  error?: Error | null;
  retry?: () => void;
  empty: ReactNode;
  open?: (row: Row) => void;
  selection?: Selection;
  more?: More;
}

export function DataTable<Row>(props: Props<Row>) {
  const { label, columns, rows, error, empty, selection } = props;
  const { t } = useWords();
  const span = columns.length + (selection ? 1 : 0);
  const all = rows ?? [];
  const chosen = all.filter((row) => selection?.ids.has(props.idOf(row))).length;
  const marks = (column: Column<Row>) => ({ 'data-align': column.align, 'data-wide': column.wide || undefined });
  return (
    <>
      <div className={classes.panel}>
        <table className={classes.table} aria-label={label} aria-busy={!rows && !error}>
          <thead>
            <tr>
              {selection && (
                <th style={{ width: 36 }}>
                  <Checkbox
                    aria-label={t('list.selectAll')}
                    checked={chosen > 0 && chosen === all.length}
                    indeterminate={chosen > 0 && chosen < all.length}
                    onChange={(event) => selection.set(new Set(event.currentTarget.checked ? all.map(props.idOf) : []))}
                  />
                </th>
              )}
              {columns.map((column) => (
                <th key={column.id} scope="col" {...marks(column)}>
                  {column.title}
                </th>
              ))}
            </tr>
          </thead>
          {rows && rows.length > 0 ? (
            <Chunks as="tbody" rows={rows} render={(row) => <TableRow key={props.idOf(row)} row={row} {...props} />} />
          ) : (
            <tbody>
              {error && !rows ? (
                <Message span={span}>
                  <Failed error={error} retry={props.retry} />
                </Message>
              ) : !rows ? (
                <Bones span={span} />
              ) : (
                <Message span={span}>{empty}</Message>
              )}
            </tbody>
          )}
        </table>
      </div>
      {rows && rows.length > 0 && props.more && <MoreRows count={rows.length} more={props.more} />}
    </>
  );
}

function TableRow<Row>({ row, idOf, columns, open, selection }: Props<Row> & { row: Row }) {
  const id = idOf(row);
  const toggle = (on: boolean) => {
    const ids = new Set(selection?.ids);
    if (on) ids.add(id);
    else ids.delete(id);
    selection?.set(ids);
  };
  return (
    // The row is a larger target for the mouse; the keyboard uses the link or button inside it.
    <tr
      data-link={open ? true : undefined}
      data-selected={selection?.ids.has(id) || undefined}
      onClick={(event) => {
        const inControl = event.target instanceof Element && event.target.closest('a,button,input,label');
        if (open && !inControl) open(row);
      }}
    >
      {selection && (
        <td>
          <Checkbox
            aria-label={selection.labelOf(id)}
            checked={selection.ids.has(id)}
            onChange={(event) => toggle(event.currentTarget.checked)}
          />
        </td>
      )}
      {columns.map((column) => (
        <td key={column.id} data-align={column.align} data-grow={column.grow} data-wide={column.wide || undefined}>
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
}

function Message({ span, children }: { span: number; children: ReactNode }) {
  return (
    <tr>
      <td colSpan={span}>{children}</td>
    </tr>
  );
}

const boneRows = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

function Bones({ span }: { span: number }) {
  return boneRows.map((name, index) => (
    <tr key={name}>
      <td colSpan={span}>
        <span className={classes.bone} style={{ width: `${88 - ((index * 23) % 37)}%` }} />
      </td>
    </tr>
  ));
}

function Failed({ error, retry }: { error: Error; retry: (() => void) | undefined }) {
  const { t } = useWords();
  const sentence = useSentence();
  return (
    <div className={classes.empty} role="alert">
      <strong>{t('list.failed')}</strong>
      <p>{sentence(error)}</p>
      {retry && (
        <Button variant="default" onClick={retry}>
          {t('list.retry')}
        </Button>
      )}
    </div>
  );
}
