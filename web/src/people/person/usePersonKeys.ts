import { useEffect, useRef } from 'react';
import { useNavigate, useRouter, useRouterState } from '@tanstack/react-router';
import { useKeys } from '../../shell/keys';
import { besideListed, rememberOpened } from '../../shared/opened';
import { lastView, type TodaySearch } from '../today/sections';

/** The list that the page of a person leads back to, and its name. */
export function wayBack(from: 'today' | 'signals' | undefined, search: TodaySearch) {
  return from === 'signals'
    ? ({ to: { to: '/signals' }, label: 'signals.title' } as const)
    : ({ to: { to: '/', search }, label: 'nav.today' } as const);
}

/** Leads back to the list as it was left: to the place in it where the page before is that, else to what Today showed. */
export function useWayBack(model: string | undefined) {
  const router = useRouter();
  const navigate = useNavigate();
  const from = useRouterState({ select: ({ location }) => location.state.from });
  const way = wayBack(from, { ...lastView(), model });
  return {
    ...way,
    /** Whether the page before is the list that one came from. */
    isBefore: from !== undefined,
    back: () => {
      if (from) router.history.back();
      else void navigate(way.to);
    },
  };
}

/** What Escape closes before it leads anywhere. */
const OPEN = '[role="dialog"], [role="listbox"], [role="menu"], aside[data-opened="true"]';

/** Whether nothing is open that Escape is meant for. */
export function isFree(page: Pick<Document, 'querySelector'>): boolean {
  return page.querySelector(OPEN) === null;
}

/** Whether nothing was open when the key that is heard now was pressed: until it is heard, what it closes may be gone. */
function useWasFree() {
  const free = useRef(true);
  useEffect(() => {
    const look = () => {
      free.current = isFree(document);
    };
    window.addEventListener('keydown', look, true);
    return () => window.removeEventListener('keydown', look, true);
  }, []);
  return free;
}

/**
 * On the page of a person j and k lead to the next and the previous of the list that one came from, Escape back to it.
 * Each takes the place of the one before in the history, so that Back leads to the list from whomever.
 */
export function usePersonKeys(person: string, model: string | undefined): void {
  const navigate = useNavigate();
  const { back } = useWayBack(model);
  const wasFree = useWasFree();
  const go = (step: 1 | -1) => {
    const next = besideListed(person, step);
    if (next === null) return;
    rememberOpened(next);
    void navigate({ to: '/people/$personId', params: { personId: next }, search: { model }, state: true, replace: true });
  };
  const leave = () => {
    if (wasFree.current) back();
  };
  useKeys({ j: () => go(1), k: () => go(-1), Escape: leave });
}
