import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type Dispatch, useCallback, useEffect, useMemo, useReducer, useRef } from 'react';
import { putDraft } from '../mutations';
import { draftQuery } from '../queries';
import type { Draft, ModelDoc } from '../types';
import { ApiError, isFinal } from '../../../api/problem';
import { contentOf, type DraftAction, type DraftState, isSaved, load, reduce } from './state';
import { useModelKey } from '../../modelKey';

/** How long after the last change the draft is stored. */
const SAVE_MS = 500;
/** How long after a failure it is tried again. */
const RETRY_MS = 5000;

/** The editor's hands on the draft. */
export interface DraftEditor {
  state: DraftState;
  doc: ModelDoc | null;
  text: string;
  /** Changes the document. Changes with the same key that follow on are undone together. */
  edit: (change: (doc: ModelDoc) => ModelDoc, key?: string) => void;
  write: (text: string) => void;
  undo: () => void;
  redo: () => void;
  /** Tries again to store what could not be stored. */
  retry: () => void;
  keepMine: () => void;
  takeTheirs: () => void;
  /** Starts anew from the server's draft: after publishing, discarding, rolling back. */
  restart: () => Promise<void>;
  /** True once the server has what is on screen. */
  saved: boolean;
}

/** Stores the state on screen some time after the last change, one request at a time. */
function useAutosave(model: string | undefined, state: DraftState, dispatch: Dispatch<DraftAction>) {
  const cache = useQueryClient();
  const latest = useRef(state);
  const busy = useRef(false);
  useEffect(() => {
    latest.current = state;
  });

  const save = useCallback(async () => {
    const { history, edition, revision, baseVersion, theirs } = latest.current;
    const content = contentOf(history.present);
    if (busy.current || theirs || !content || isSaved(latest.current)) return;
    busy.current = true;
    try {
      const draft = await putDraft(model, { revision, base_version: baseVersion }, content);
      cache.setQueryData(draftQuery(model).queryKey, draft);
      dispatch({ type: 'saved', draft, edition });
    } catch (error) {
      if (error instanceof ApiError && error.status === 409) {
        const theirs = await cache.fetchQuery({ ...draftQuery(model), staleTime: 0 });
        dispatch({ type: 'conflict', theirs });
      } else {
        dispatch({ type: 'failed', error, final: isFinal(error) });
      }
    } finally {
      busy.current = false;
    }
  }, [cache, dispatch, model]);

  const { edition, savedEdition, failure, theirs } = state;
  useEffect(() => {
    if (theirs || failure?.final || edition === savedEdition) return;
    const timer = setTimeout(() => void save(), failure ? RETRY_MS : SAVE_MS);
    return () => clearTimeout(timer);
  }, [save, edition, savedEdition, failure, theirs]);

  // Leaving the page stores what is left; closing the tab asks first.
  useEffect(() => () => void save(), [save]);
  const dirty = edition !== savedEdition;
  useEffect(() => {
    if (!dirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [dirty]);
}

/** The draft under work, starting from the one the server has. */
export function useDraft(initial: Draft): DraftEditor {
  const cache = useQueryClient();
  const model = useModelKey();
  const [state, dispatch] = useReducer(reduce, initial, (draft) => load(draft));
  useAutosave(model, state, dispatch);

  const { data } = useQuery(draftQuery(model));
  useEffect(() => {
    if (data) dispatch({ type: 'seen', draft: data });
  }, [data]);

  const { present } = state.history;
  const { theirs } = state;
  const acts = useMemo(
    () => ({
      edit: (change: (doc: ModelDoc) => ModelDoc, key?: string) =>
        dispatch({ type: 'edit', change, key: key ?? null, now: Date.now() }),
      write: (text: string) => dispatch({ type: 'write', text, now: Date.now() }),
      undo: () => dispatch({ type: 'undo' }),
      redo: () => dispatch({ type: 'redo' }),
      retry: () => dispatch({ type: 'retry' }),
      keepMine: () => dispatch({ type: 'keepMine' }),
    }),
    [],
  );
  const takeTheirs = useCallback(() => {
    if (theirs) dispatch({ type: 'load', draft: theirs });
  }, [theirs]);
  const restart = useCallback(async () => {
    const draft = await cache.fetchQuery({ ...draftQuery(model), staleTime: 0 });
    dispatch({ type: 'load', draft });
  }, [cache, model]);

  return {
    ...acts,
    state,
    doc: present.doc,
    text: present.text ?? state.lastText,
    takeTheirs,
    restart,
    saved: isSaved(state),
  };
}
