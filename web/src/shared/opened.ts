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

/** The people of the list that was shown last, each once and in its order: the keys go through them on the pages of people too. */
let listed: readonly string[] = [];

export function rememberListed(people: readonly string[]): void {
  listed = [...new Set(people)];
}

/** Who comes after a person of the list that was shown last, or before; nobody at its ends and outside of it. */
export function besideListed(person: string, step: 1 | -1): string | null {
  const at = listed.indexOf(person);
  return at === -1 ? null : (listed[at + step] ?? null);
}

/** The place that a step of the keys leads to: from the row with the focus, or else from the person that one came from. */
export function nextRow(step: 1 | -1, focused: number, rows: readonly { id: string }[], from: string | null): number {
  const start = focused === -1 ? rows.findIndex(({ id }) => id === from) : focused;
  return Math.max(0, start + step);
}
