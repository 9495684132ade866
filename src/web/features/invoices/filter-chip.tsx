/** A filter in force, with the button that takes it away. */
import { IconX } from '@tabler/icons-react';
import { useWords } from '../../words/use-words.tsx';
import classes from './invoice-filters.module.css';

export function FilterChip({ label, value, remove }: { label?: string; value: string; remove: () => void }) {
  const { t } = useWords();
  return (
    <span className={classes.chip}>
      {label && <span className="dim">{t('filter.named', { label })}</span>}
      <span className={classes.value}>{value}</span>
      <button type="button" aria-label={t('filter.remove', { name: label ?? value })} onClick={remove}>
        <IconX size={13} aria-hidden="true" />
      </button>
    </span>
  );
}
