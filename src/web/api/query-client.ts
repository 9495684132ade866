/** The one cache of what the server said. A lost session anywhere sends the person to the sign-in page. */
import { QueryCache, QueryClient } from '@tanstack/react-query';
import { RefusedError } from './client.ts';

export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      if (error instanceof RefusedError && error.status === 401 && query.queryKey[0] !== 'session') {
        void queryClient.invalidateQueries({ queryKey: ['session'] });
      }
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (count, error) =>
        count < 2 && !(error instanceof RefusedError && error.status >= 400 && error.status < 500),
    },
  },
});
