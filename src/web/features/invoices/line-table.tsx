/** The lines of the document; a new line takes the taxes of the line above it. */
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useWords } from '../../words/use-words.tsx';
import classes from './document.module.css';
import type { Errors } from './draft.ts';
import { LineRow } from './line-row.tsx';
import type { Editor } from './use-draft.ts';

interface Props {
  editor: Editor;
  amounts: readonly string[];
  readOnly: boolean;
}

const noErrors: Errors = {};

export function LineTable({ editor, amounts, readOnly }: Props) {
  const { t } = useWords();
  const { draft, errors } = editor;
  return (
    <>
      <table className={classes.lines} aria-label={t('line.lines')}>
        <colgroup>
          <col />
          <col className={classes.quantity} />
          <col className={classes.price} />
          <col className={classes.discount} />
          <col className={classes.taxes} />
          <col className={classes.amount} />
          <col className={classes.tools} />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{t('line.item')}</th>
            <th scope="col" data-align="end">
              {t('line.quantity')}
            </th>
            <th scope="col" data-align="end">
              {t('line.unitPrice')}
            </th>
            <th scope="col" data-align="end">
              {t('invoice.discount')}
            </th>
            <th scope="col">{t('line.taxes')}</th>
            <th scope="col" data-align="end">
              {t('line.amount')}
            </th>
            <th>
              <span className="visually-hidden">{t('line.more')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {draft.lines.map((line, index) => (
            <LineRow
              key={line.key}
              line={line}
              index={index}
              last={index === draft.lines.length - 1}
              amount={amounts[index] ?? '0'}
              errors={errorsOf(errors, index)}
              taxes={editor.taxes}
              readOnly={readOnly}
              setLine={editor.setLine}
              removeLine={editor.removeLine}
              moveLine={editor.moveLine}
            />
          ))}
        </tbody>
      </table>
      {errors.lines && <div className={classes.wrong}>{errors.lines}</div>}
      {!readOnly && (
        <div className={`${classes.under} no-print`}>
          <Button variant="subtle" px={8} leftSection={<IconPlus size={15} />} onClick={editor.addLine}>
            {t('line.add')}
          </Button>
        </div>
      )}
    </>
  );
}

/** The errors of one line; the same object while there are none, so that untouched rows are not drawn again. */
function errorsOf(errors: Errors, index: number): Errors {
  const prefix = `lines.${index}.`;
  const own = Object.entries(errors).filter(([path]) => path.startsWith(prefix) || path === `lines.${index}`);
  return own.length === 0
    ? noErrors
    : Object.fromEntries(own.map(([path, message]) => [path.slice(prefix.length).split('.')[0] || 'name', message]));
}
