import { useEffect, useRef } from 'react';
import { useNavigate, useRouter, useRouterState } from '@tanstack/react-router';
import { useKeys } from '../shell/keys';
import { besideListed, rememberOpened } from '../today/opened';
import { lastView } from '../today/sections';

/** Leads back to Today as it was left: to the place in the list where the page before is that, else to the same list. */
export function useWayBack(model: string | undefined) {
  const router = useRouter();
  const navigate = useNavigate();
  const fromToday = useRouterState({ select: ({ location }) => location.state.fromToday });
  const search = { ...lastView(), model };
  return {
    search,
    /** Whether the page before is the Today that one came from. */
    isBefore: fromToday === true,
    back: () => {
      if (fromToday) router.history.back();
      else void navigate({ to: '/', search });
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
