/** Is there no company yet? Asked before anyone signs in. */
import { queryOptions } from '@tanstack/react-query';
import type { SetUpState } from '../../contract/set-up.ts';
import { request } from './client.ts';

export const setUpQuery = queryOptions({
  queryKey: ['set-up'],
  queryFn: () => request<SetUpState>('GET', '/set-up'),
  staleTime: 10_000,
});
