/** Reads one record by its id, for a name beside an id; nothing is read for null. */
import { useQuery } from '@tanstack/react-query';
import { request } from './client.ts';

export function useRecord<Row>(path: string, id: string | null) {
  return useQuery({
    queryKey: [path, 'one', id],
    queryFn: ({ signal }) => request<Row>('GET', `${path}/${id}`, { signal }),
    enabled: id !== null,
    staleTime: 60_000,
  });
}
