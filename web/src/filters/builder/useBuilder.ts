import { useDebouncedValue } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { filterCheckQuery } from '../queries';
import type { FilterCheck, FilterFault, FilterJson, FilterOf } from '../types';
import { readJson, writeJson, writeNode } from './json';
import { added, changed, duplicated, type FilterNode, type FilterTree, type GroupNode, leaves } from './tree';
import { useModelKey } from '../../models/modelKey';

/** How long the text rests before it is read. */
const REST_MS = 250;
/** How long the tree rests before it is written. */
const WRITE_MS = 150;

interface Options {
  of: FilterOf;
  value: string;
  onChange: (filter: string) => void;
}

type Faults = ReadonlyMap<string, FilterFault>;
const NO_FAULTS: Faults = new Map();

/** Which conditions the server refuses, each asked by itself. */
async function faultsOf(root: GroupNode, ask: (json: FilterJson) => Promise<FilterCheck>): Promise<Faults> {
  const asked = leaves(root).map(async (node): Promise<[string, FilterFault] | null> => {
    const json = writeNode(node);
    const fault = json && (await ask(json)).fault;
    return fault ? [node.id, fault] : null;
  });
  return new Map((await Promise.all(asked)).filter((fault) => fault !== null));
}

/** Writes the tree as text through the server; the last edit wins. */
function useWriting({ of, value, onChange }: Options) {
  const cache = useQueryClient();
  const model = useModelKey();
  const [faults, setFaults] = useState(NO_FAULTS);
  const [failure, setFailure] = useState<unknown>(null);
  const said = useRef<string | null>(null);
  const turn = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef({ value, onChange });
  useEffect(() => {
    latest.current = { value, onChange };
  });
  useEffect(() => () => clearTimeout(timer.current), []);

  const say = useCallback((text: string) => {
    said.current = text;
    setFaults(NO_FAULTS);
    if (text !== latest.current.value) latest.current.onChange(text);
  }, []);

  const write = useCallback(
    async (tree: FilterTree, mine: number) => {
      const ask = (json: FilterJson) => cache.fetchQuery(filterCheckQuery(model, { of, json }));
      const json = writeJson(tree);
      try {
        const answer = json ? await ask(json) : null;
        const wrong = answer?.fault ? await faultsOf(tree.root, ask) : NO_FAULTS;
        if (mine !== turn.current) return;
        setFailure(null);
        if (answer?.fault) setFaults(wrong.size > 0 ? wrong : new Map([[tree.root.id, answer.fault]]));
        else say(answer?.filter ?? '');
      } catch (error) {
        if (mine === turn.current) setFailure(error);
      }
    },
    [cache, model, of, say],
  );

  const schedule = useCallback(
    (tree: FilterTree) => {
      turn.current += 1;
      const mine = turn.current;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void write(tree, mine), WRITE_MS);
    },
    [write],
  );
  /** Notes that the tree now says this text; false when it said so before. */
  const take = useCallback((text: string) => {
    const other = said.current !== text;
    said.current = text;
    return other;
  }, []);
  return { faults, failure, take, schedule };
}

/** Keeps the tree and the text of a filter the same, whichever is edited. */
export function useBuilder(options: Options) {
  const { of, value } = options;
  const [asked] = useDebouncedValue(value.trim(), REST_MS);
  const check = useQuery(filterCheckQuery(useModelKey(), { of, filter: asked, count: of === 'people' }));
  const { faults, failure, take, schedule } = useWriting(options);
  const [tree, setTree] = useState<FilterTree | null>(null);
  const [fresh, setFresh] = useState<string | null>(null);
  const current = useRef<FilterTree | null>(null);

  const answer = check.isPlaceholderData ? undefined : check.data;
  useEffect(() => {
    if (!answer || answer.fault || asked !== value.trim() || !take(asked)) return;
    current.current = readJson(answer.json ?? null, of);
    setTree(current.current);
  }, [answer, asked, value, of, take]);

  const edit = useCallback(
    (change: (tree: FilterTree) => FilterTree) => {
      if (!current.current) return;
      current.current = change(current.current);
      setTree(current.current);
      schedule(current.current);
    },
    [schedule],
  );
  const editRoot = useCallback(
    (change: (root: GroupNode) => GroupNode) => edit((before) => ({ ...before, root: change(before.root) })),
    [edit],
  );

  return {
    tree,
    fresh,
    faults,
    failure: failure ?? check.error,
    /** What is wrong with the text, and the text that it is about. */
    fault: answer?.fault ? { ...answer.fault, text: asked } : null,
    /** The first name in it that the model does not have. */
    unknown: answer?.unknown?.[0] ? { ...answer.unknown[0], text: asked } : null,
    total: check.data?.total ?? null,
    counting: check.isPlaceholderData || asked !== value.trim(),
    setKind: useCallback((kind: string) => edit((before) => ({ ...before, kind })), [edit]),
    change: useCallback(
      (id: string, change: (node: FilterNode) => FilterNode | null) => editRoot((root) => changed(root, id, change) ?? root),
      [editRoot],
    ),
    add: useCallback(
      (groupId: string, node: FilterNode) => {
        setFresh(node.id);
        editRoot((root) => added(root, groupId, node));
      },
      [editRoot],
    ),
    duplicate: useCallback((id: string) => editRoot((root) => duplicated(root, id)), [editRoot]),
  };
}
