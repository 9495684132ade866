/** The items that fit what is typed into a line, with their prices. The keyboard is led by the field. */
import type { Item } from '../../../contract/catalog.ts';
import { useWords } from '../../words/use-words.tsx';
import classes from './suggestions.module.css';

interface Props {
  id: string;
  items: readonly Item[];
  marked: number;
  pick: (item: Item) => void;
}

export function ItemSuggestions({ id, items, marked, pick }: Props) {
  const { t, format } = useWords();
  return (
    <div id={id} role="listbox" aria-label={t('nav.items')} className={classes.list}>
      {items.map((item, index) => (
        <div
          key={item.id}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === marked}
          className={classes.option}
          // Before the field loses the focus, which would close the list.
          onMouseDown={(event) => {
            event.preventDefault();
            pick(item);
          }}
        >
          <span>
            {item.name} {item.sku && <span className="dim">{item.sku}</span>}
          </span>
          <span className="dim">{format.money(item.price)}</span>
        </div>
      ))}
    </div>
  );
}
