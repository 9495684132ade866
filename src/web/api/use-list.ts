/** Reads lists: a page at a time with "load more", or a short list as a whole. */
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { Page } from '../../contract/common.ts';
import { type Query, request } from './client.ts';

/** The first page is there at once; the others are few, since all of them are read again after a change. */
const firstRows = 50;
const moreRows = 200;
const mostEmptyPages = 50;

/** A long list; `rows` holds all pages that were loaded so far. */
export function usePages<Row>(path: string, query: Query = {}, enabled = true) {
  const result = useInfiniteQuery({
    queryKey: [path, 'pages', query],
    async queryFn({ pageParam, signal }) {
      const limit = pageParam === null ? firstRows : moreRows;
      let page = { items: [] as Row[], nextCursor: pageParam };
      // Of what few rows pass, a page may be empty and yet not the last.
      for (let asked = 0; asked === 0 || (asked < mostEmptyPages && page.items.length === 0); asked += 1) {
        page = await request<Page<Row>>('GET', path, {
          query: { limit, ...query, cursor: page.nextCursor },
          signal,
        });
        if (page.nextCursor === null) break;
      }
      return page;
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    enabled,
  });
  return { ...result, rows: result.data?.pages.flatMap((page) => page.items) };
}

/** A short list (settings, pickers): the first 200, which is the most the server gives at once. */
export function useList<Row>(path: string, options: { query?: Query; enabled?: boolean; staleTime?: number } = {}) {
  const { query = {}, enabled = true, staleTime = 60_000 } = options;
  return useQuery({
    queryKey: [path, 'list', query],
    queryFn: async ({ signal }) =>
      (await request<Page<Row>>('GET', path, { query: { limit: 200, ...query }, signal })).items,
    enabled,
    staleTime,
    retry: 1,
  });
}
