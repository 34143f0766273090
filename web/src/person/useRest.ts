import { type InfiniteData, type UseInfiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';

interface Page<T> {
  items: T[];
  next_cursor?: string | null;
}

/** The rest of a list of which the first part is there, fetched page by page when it is asked for. */
export function useRest<T, P extends Page<T>, K extends readonly unknown[]>(
  first: readonly T[],
  from: string | null | undefined,
  options: UseInfiniteQueryOptions<P, Error, InfiniteData<P, string | null>, K, string | null>,
) {
  const rest = useInfiniteQuery(options);
  const further = rest.data?.pages.flatMap((page) => page.items) ?? [];
  return {
    items: [...first, ...further],
    hasMore: rest.data ? rest.hasNextPage : Boolean(from),
    loading: rest.isFetching,
    error: rest.error,
    onMore: () => void rest.fetchNextPage(),
  };
}
