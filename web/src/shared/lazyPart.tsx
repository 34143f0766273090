import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import { type Missing, nextTry, whyMissing } from './retry';
import { MissingPart } from './MissingPart';

/** A part of the application whose code is fetched when it is first shown. */
export type LazyPart<P> = ((props: P) => ReactNode) & { preload: () => Promise<void> };

/**
 * Fetches the code of a part when it is first shown. What cannot be fetched leaves the rest of the page as it is,
 * and is tried again until it is there or known to be of another version.
 */
export function lazyPart<P extends object>(load: () => Promise<ComponentType<P>>, waiting: (props: P) => ReactNode = () => null): LazyPart<P> {
  let loaded: ComponentType<P> | undefined;
  let loading: Promise<ComponentType<P>> | undefined;
  const fetched = async () => {
    loading ??= load();
    try {
      loaded = await loading;
      return loaded;
    } finally {
      loading = undefined;
    }
  };

  function Part(props: P) {
    const [Loaded, setLoaded] = useState(() => loaded);
    const [missing, setMissing] = useState<Missing | null>(null);
    useEffect(() => {
      if (Loaded) return;
      const left = new AbortController();
      const tryOn = async (failures: number): Promise<void> => {
        try {
          const part = await fetched();
          setLoaded(() => part);
        } catch {
          const why = await whyMissing();
          if (left.signal.aborted) return;
          setMissing(why);
          if (why === 'outdated') return;
          await nextTry(failures, left.signal);
          if (!left.signal.aborted) await tryOn(failures + 1);
        }
      };
      void tryOn(0);
      return () => left.abort();
    }, [Loaded]);
    if (Loaded) return <Loaded {...props} />;
    if (missing) return <MissingPart why={missing} />;
    return waiting(props);
  }
  // What cannot be fetched beforehand is told where it is shown.
  Part.preload = () =>
    fetched().then(
      () => undefined,
      () => undefined,
    );
  return Part;
}

/** A page of its module. What type the page has is not asked: it may follow from the routes that name it here. */
export function lazyPage<M extends object>(load: () => Promise<M>, name: keyof M): LazyPart<object> {
  return lazyPart(() => load().then((module) => module[name] as ComponentType));
}
