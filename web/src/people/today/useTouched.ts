import { useEffect, useRef, useState } from 'react';
import type { PersonSummary } from '../types';

const SHOWN_MS = 2600;

type Seen = Map<string, string | null | undefined>;

/**
 * Who did something, or came in, between two states of the same list. Rows
 * that merely made room, and pages that were added below, do not count.
 */
export function touchedBetween(before: Seen, people: PersonSummary[]): Set<string> {
  const touched = new Set<string>();
  people.forEach((person, place) => {
    const known = before.has(person.id);
    if (known ? before.get(person.id) !== person.last_touch : place < before.size) touched.add(person.id);
  });
  return touched;
}

/** The ids of the rows to light up for a moment after a live change. */
export function useTouched(people: PersonSummary[], view: string): Set<string> {
  const previous = useRef<{ view: string; seen: Seen } | null>(null);
  const [touched, setTouched] = useState<Set<string>>(new Set());

  useEffect(() => {
    const before = previous.current;
    previous.current = { view, seen: new Map(people.map((person) => [person.id, person.last_touch])) };
    if (before === null || before.view !== view) return;
    const now = touchedBetween(before.seen, people);
    if (now.size > 0) setTouched(now);
  }, [people, view]);

  useEffect(() => {
    if (touched.size === 0) return;
    const timer = setTimeout(() => setTouched(new Set()), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [touched]);

  return touched;
}
