/** Makes or changes a record of a list resource, or deletes it: POST path, PATCH and DELETE path/id. */
import { useWords } from '../words/use-words.tsx';
import { request } from './client.ts';
import { useCommand } from './use-command.ts';

interface Options<Row> {
  path: string;
  /** null: make a new one. */
  id: string | null;
  done: (row: Row) => void;
  refused?: (error: Error) => boolean;
}

export function useSaveRecord<Row = unknown>({ path, id, done, refused }: Options<Row>) {
  const { t } = useWords();
  const save = useCommand({
    send: (body: object) =>
      id === null ? request<Row>('POST', path, { body }) : request<Row>('PATCH', `${path}/${id}`, { body }),
    said: t('save.saved'),
    done,
    ...(refused ? { refused } : {}),
  });
  return { save: (body: object) => save.mutate(body), busy: save.isPending };
}

export function useDeleteRecord(path: string, done: () => void) {
  const { t } = useWords();
  return useCommand({
    send: (id: string) => request('DELETE', `${path}/${id}`),
    said: t('save.deleted'),
    done,
  });
}
