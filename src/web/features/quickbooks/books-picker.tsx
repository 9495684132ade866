/** Chooses a record of QuickBooks by name; what is typed and not in the list is kept, for Save to look it up. */
import { Autocomplete, type AutocompleteProps } from '@mantine/core';

export interface BooksOption {
  id: string;
  name: string;
  /** Said beside the name: a rate, a SKU. */
  detail?: string | null;
}

interface Props extends Omit<AutocompleteProps, 'data' | 'value' | 'onChange' | 'defaultValue'> {
  options: readonly BooksOption[];
  /** QuickBooks' id, or what was typed. */
  value?: string;
  onChange: (value: string) => void;
}

export function BooksPicker({ options, value = '', onChange, ...field }: Props) {
  const labels = new Map(options.map((option) => [labelOf(option, options), option]));
  const chosen = options.find(({ id }) => id === value);
  const text = chosen ? labelOf(chosen, options) : value;
  return (
    <Autocomplete
      {...(chosen?.detail ? { rightSection: <Detail text={chosen.detail} />, rightSectionWidth: 72 } : {})}
      rightSectionPointerEvents="none"
      {...field}
      value={text}
      data={[...labels.keys()]}
      limit={200}
      maxDropdownHeight={280}
      filter={({ options: all, search }) =>
        labels.has(search)
          ? all
          : all.filter((item) => 'label' in item && matches(labels.get(item.label), search.trim().toLowerCase()))
      }
      onChange={(typed) => onChange(labels.get(typed)?.id ?? typed)}
      renderOption={({ option }) => (
        <span style={{ display: 'flex', justifyContent: 'space-between', gap: 12, width: '100%' }}>
          <span>{option.value}</span>
          <span className="dim">{labels.get(option.value)?.detail}</span>
        </span>
      )}
    />
  );
}

/** The rate of what is chosen stands beside its name. */
function Detail({ text }: { text: string }) {
  return <span className="dim small">{text}</span>;
}

/** Two of the same name are told apart by their ids. */
function labelOf(option: BooksOption, options: readonly BooksOption[]): string {
  const twin = options.some(({ id, name }) => id !== option.id && name === option.name);
  return twin ? `${option.name} (${option.id})` : option.name;
}

function matches(option: BooksOption | undefined, search: string): boolean {
  return option !== undefined && `${option.name} ${option.detail ?? ''} ${option.id}`.toLowerCase().includes(search);
}
