/** The views: given ones, and sets of filters that a person has saved under a name. */
import { ActionIcon, Button, Group, Stack, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useSentence } from '../../api/use-sentence.ts';
import { useWords } from '../../words/use-words.tsx';
import type { InvoiceSearch } from './invoice-search.ts';
import { searchOf, useSavedViews } from './saved-views.ts';

export function ViewsPopover({ search, close }: { search: InvoiceSearch; close: () => void }) {
  const { t } = useWords();
  const sentence = useSentence();
  const navigate = useNavigate();
  const { views, error, save, remove } = useSavedViews();
  const [name, setName] = useState('');
  const open = (chosen: InvoiceSearch) => {
    close();
    void navigate({ to: '/invoices', search: chosen });
  };
  const filtered = Object.keys(search).length > 0;
  const link = (label: string, chosen: InvoiceSearch) => (
    <Button variant="subtle" color="gray" justify="flex-start" px={8} style={{ flex: 1 }} onClick={() => open(chosen)}>
      {label}
    </Button>
  );
  return (
    <Stack gap={4}>
      <span className="dim small">{t('view.given')}</span>
      <Group>{link(t('view.unpaid'), { overdue: true })}</Group>
      <Group>{link(t('view.attention'), { syncState: 'held' })}</Group>
      <span className="dim small">{t('view.own')}</span>
      {error && <p className="dim small">{sentence(error)}</p>}
      {views?.length === 0 && <p className="dim small">{t('view.none')}</p>}
      {views?.map((view) => (
        <Group key={view.name} gap={4} wrap="nowrap">
          {link(view.name, searchOf(view))}
          <ActionIcon aria-label={t('view.remove', { name: view.name })} onClick={() => remove(view.name)}>
            <IconX size={14} />
          </ActionIcon>
        </Group>
      ))}
      {filtered && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            const kept = name.trim();
            if (kept === '') return;
            save(kept, search, t('view.saved', { name: kept }));
            setName('');
          }}
        >
          <Stack gap={6} mt={6}>
            <TextInput
              label={t('view.name')}
              maxLength={60}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Button type="submit" variant="default" disabled={!views || name.trim() === ''}>
              {t('view.save')}
            </Button>
          </Stack>
        </form>
      )}
    </Stack>
  );
}
