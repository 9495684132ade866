/** What each of ours is in QuickBooks: a row and a picker for each. */
import type { UseFormReturnType } from '@mantine/form';
import { useWords } from '../../words/use-words.tsx';
import { BooksPicker } from './books-picker.tsx';
import classes from './quickbooks.module.css';
import type { SettingsForm } from './settings-form.ts';

interface Props {
  legend: string;
  hint?: string;
  rows: readonly { id: string; name: string }[];
  options: readonly { id: string; name: string }[];
  form: UseFormReturnType<SettingsForm>;
  path: 'depositAccounts' | 'paymentMethods' | 'departments' | 'classes';
  /** Names the field of a row, where more than one group has such rows. */
  nameOf?: (name: string) => string;
}

export function MappingGroup({ legend, hint, rows, options, form, path, nameOf }: Props) {
  const { t } = useWords();
  return (
    <fieldset className={classes.group}>
      <legend>{legend}</legend>
      {hint && <p className="dim small">{hint}</p>}
      {rows.map(({ id, name }) => (
        <div key={id} className={classes.mapRow}>
          <span>{name}</span>
          <BooksPicker
            aria-label={nameOf ? nameOf(name) : t('more.mapped', { name })}
            placeholder={t('more.notMapped')}
            options={options}
            value={form.values[path][id] ?? ''}
            error={form.errors[`${path}.${id}`]}
            onChange={(code) => form.setFieldValue(path, { ...form.values[path], [id]: code })}
          />
        </div>
      ))}
    </fieldset>
  );
}
