import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';

interface Page<T> {
  items: T[];
  next_cursor?: string | null;
}

interface Rest<T> {
  /** Whose it is. */
  id: string;
  /** What is there already. */
  first: readonly T[];
  /** Where the rest begins; nothing where all is there. */
  from: string | null | undefined;
  page: (id: string, cursor: string, signal: AbortSignal) => Promise<Page<T>>;
}

/** A list of a person of which the first part is there; the rest is fetched page by page when it is asked for. */
export function useRest<T>(what: string, { id, first, from, page }: Rest<T>) {
  const [isWanted, want] = useState(false);
  const rest = useInfiniteQuery({
    queryKey: ['person', id, what, from],
    queryFn: ({ pageParam, signal }) => page(id, pageParam, signal),
    initialPageParam: from ?? '',
    getNextPageParam: (last: Page<T>) => last.next_cursor ?? null,
    enabled: isWanted && Boolean(from),
  });
  const further = rest.data?.pages.flatMap(({ items }) => items) ?? [];
  return {
    items: [...first, ...further],
    hasMore: rest.data ? rest.hasNextPage : Boolean(from),
    loading: rest.isFetching,
    error: rest.error,
    onMore: () => (isWanted ? void rest.fetchNextPage() : want(true)),
  };
}
