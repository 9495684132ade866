/** The name of a line: free text, or an item found while typing, which brings its price and taxes. */
import { Autocomplete } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { Item } from '../../../contract/catalog.ts';
import { useList } from '../../api/use-list.ts';
import { typedDecimal } from '../../words/decimal-input.ts';
import { useWords } from '../../words/use-words.tsx';
import classes from './document.module.css';
import type { DraftLine } from './draft.ts';
import type { Editor } from './use-draft.ts';

interface Props extends Pick<Editor, 'setLine'> {
  line: DraftLine;
  error: string | undefined;
  readOnly: boolean;
}

export function ItemField({ line, error, readOnly, setLine }: Props) {
  const { t, format } = useWords();
  const [focused, setFocused] = useState(false);
  const [q] = useDebouncedValue(line.itemId ? '' : line.name.trim(), 200);
  const { data: items = [] } = useList<Item>('/items', { query: { q, limit: 20 }, enabled: focused && !readOnly });
  const choices = new Map(items.filter(({ active }) => active).map((item) => [labelOf(item), item]));
  return (
    <Autocomplete
      className={classes.quiet ?? ''}
      aria-label={t('line.item')}
      placeholder={t('line.itemHint')}
      data={[...choices.keys()]}
      filter={({ options }) => options}
      value={line.name}
      error={error}
      disabled={readOnly}
      maxDropdownHeight={260}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
      onChange={(name) => setLine(line.key, { name })}
      onOptionSubmit={(label) => {
        const item = choices.get(label);
        // After Autocomplete's own change, which writes the label with the SKU into the field.
        if (item) queueMicrotask(() => setLine(line.key, chosen(item, format.locale)));
      }}
      renderOption={({ option }) => <Choice item={choices.get(option.value)} label={option.value} />}
    />
  );
}

function labelOf(item: Item): string {
  return item.sku ? `${item.name} (${item.sku})` : item.name;
}

function chosen(item: Item, locale: string): Partial<DraftLine> {
  return { itemId: item.id, name: item.name, unitPrice: typedDecimal(item.price, locale, 2), taxIds: item.taxIds };
}

function Choice({ item, label }: { item: Item | undefined; label: string }) {
  const { format } = useWords();
  return (
    <span style={{ display: 'flex', justifyContent: 'space-between', gap: 12, width: '100%' }}>
      <span>{label}</span>
      {item && <span className="dim">{format.money(item.price)}</span>}
    </span>
  );
}
