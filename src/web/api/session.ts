/** Who is signed in, to which company, and what they may do. */
import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Permission, Session } from '../../contract/people.ts';
import { RefusedError, request } from './client.ts';

/** null: nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async (): Promise<Session | null> => {
    try {
      return await request<Session>('GET', '/session');
    } catch (error) {
      if (error instanceof RefusedError && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 300_000,
});

export function useSession(): Session {
  const { data } = useQuery(sessionQuery);
  if (!data) throw new TypeError('useSession is for pages behind the sign-in.');
  return data;
}

export function useMay(): (permission: Permission) => boolean {
  const { permissions } = useSession();
  return (permission) => permissions.includes(permission);
}
