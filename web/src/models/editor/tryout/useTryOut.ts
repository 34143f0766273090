import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useModelKey } from '../../modelKey';
import { tryQuery } from '../queries';
import type { DraftContent, Loading, TryOut } from '../types';

/** A pause this long lets changes of one movement go out together. */
const PAUSE_MS = 90;

interface Asked {
  edition: string;
  content: DraftContent;
  filter: string;
}

export interface TryState {
  /** The newest answer there is, perhaps to an older question. */
  result: TryOut | null;
  /** True while the answer to what is on screen has not come. */
  stale: boolean;
  /** How far the history has been read, the first time. */
  loading: Loading['loading'] | null;
  error: unknown;
  retry: () => void;
}

/**
 * Tries the model on screen. One question is under way at a time: while one is
 * answered the newest waits, so a moving slider gets answers as fast as the
 * server gives them and the last always counts.
 */
export function useTryOut(edition: string, content: DraftContent | null, filter: string): TryState {
  const model = useModelKey();
  const [asked, setAsked] = useState<Asked | null>(content && { edition, content, filter });
  const { data, error, isFetching, refetch } = useQuery({
    ...tryQuery(model, asked?.edition ?? '', asked?.content ?? { text: '' }, asked?.filter ?? ''),
    enabled: asked !== null,
  });
  const current = asked?.edition === edition && asked.filter === filter;

  useEffect(() => {
    if (current || isFetching || !content) return;
    const timer = setTimeout(() => setAsked({ edition, content, filter }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [current, isFetching, edition, content, filter]);

  const [result, setResult] = useState<TryOut | null>(null);
  const answer = data && !('loading' in data) ? data : null;
  if (answer && answer !== result) setResult(answer);
  return {
    result: answer ?? result,
    stale: !current || !answer,
    loading: data && 'loading' in data ? data.loading : null,
    error: current ? error : null,
    retry: () => void refetch(),
  };
}
