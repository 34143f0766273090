/** The person whose row was opened last: where the keys go on when the list is there again. */
let opened: string | null = null;

export function rememberOpened(person: string): void {
  opened = person;
}

/** Told once: whoever goes through the list has a place in it. */
export function takeOpened(): string | null {
  const person = opened;
  opened = null;
  return person;
}

/** The place that a step of the keys leads to: from the row with the focus, or else from the person that one came from. */
export function nextRow(step: 1 | -1, focused: number, people: readonly { id: string }[], from: string | null): number {
  const start = focused === -1 ? people.findIndex(({ id }) => id === from) : focused;
  return Math.max(0, start + step);
}
