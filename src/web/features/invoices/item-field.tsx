/** The name of a line: free text, or an item found while typing, which brings its price and taxes. */
import { useDebouncedValue } from '@mantine/hooks';
import { type KeyboardEvent, useId, useState } from 'react';
import type { Item } from '../../../contract/catalog.ts';
import { useList } from '../../api/use-list.ts';
import { typedDecimal } from '../../words/decimal-input.ts';
import { useWords } from '../../words/use-words.tsx';
import { CellInput } from './cell-input.tsx';
import type { DraftLine } from './draft.ts';
import { ItemSuggestions } from './item-suggestions.tsx';
import type { Editor } from './use-draft.ts';

interface Props extends Pick<Editor, 'setLine'> {
  line: DraftLine;
  error: string | undefined;
  readOnly: boolean;
}

export function ItemField({ line, error, readOnly, setLine }: Props) {
  const { t, format } = useWords();
  const listId = useId();
  const [open, setOpen] = useState(false);
  const [marked, setMarked] = useState(-1);
  const [q] = useDebouncedValue(line.itemId ? '' : line.name.trim(), 200);
  const { data: found = [] } = useList<Item>('/items', { query: { q, limit: 20 }, enabled: open });
  const items = open ? found.filter(({ active }) => active) : [];
  const pick = (item: Item) => {
    const unitPrice = typedDecimal(item.price, format.locale, 2);
    setLine(line.key, { itemId: item.id, name: item.name, unitPrice, taxIds: item.taxIds });
    setOpen(false);
  };
  const press = (event: KeyboardEvent) => {
    const chosen = items[marked];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setOpen(true);
      if (items.length > 0) setMarked((marked + step + items.length) % items.length);
    } else if (event.key === 'Enter' && chosen) pick(chosen);
    else if (event.key === 'Escape' && items.length > 0) setOpen(false);
    else return;
    event.preventDefault();
  };
  return (
    <div style={{ position: 'relative' }}>
      <CellInput
        role="combobox"
        aria-label={t('line.item')}
        aria-expanded={items.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={items[marked] ? `${listId}-${marked}` : undefined}
        placeholder={t('line.itemHint')}
        value={line.name}
        error={error}
        disabled={readOnly}
        onFocus={() => {
          setMarked(-1);
          setOpen(true);
        }}
        onBlur={() => setOpen(false)}
        onKeyDown={press}
        onChange={(event) => {
          setMarked(-1);
          setOpen(true);
          setLine(line.key, { name: event.currentTarget.value });
        }}
      />
      {items.length > 0 && <ItemSuggestions id={listId} items={items} marked={marked} pick={pick} />}
    </div>
  );
}
