/** Entries from pasted text: one a line, or of one line separated by commas, semicolons or tabs. */
export function readEntries(text: string): string[] {
  const lines = text.includes('\n') ? text.split(/\r?\n/) : text.split(/[,;\t]/);
  return lines.map((line) => line.trim().replace(/^(["'])(.*)\1$/, '$2').trim()).filter(Boolean);
}

export interface Added {
  entries: string[];
  added: number;
  /** Entries that were there before, in any case of letters. */
  repeated: number;
}

/** Adds what is new; lists compare without regard to case. */
export function addEntries(entries: readonly string[], more: readonly string[]): Added {
  const known = new Set(entries.map((entry) => entry.toLocaleLowerCase()));
  const added: string[] = [];
  for (const entry of more) {
    const key = entry.toLocaleLowerCase();
    if (known.has(key)) continue;
    known.add(key);
    added.push(entry);
  }
  return { entries: [...entries, ...added], added: added.length, repeated: more.length - added.length };
}

const order = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

export function sortedEntries(entries: readonly string[]): string[] {
  return entries.toSorted(order.compare);
}

/** An entry with its place in the list. */
export interface Found {
  entry: string;
  index: number;
}

export function searched(entries: readonly string[], search: string): Found[] {
  const wanted = search.trim().toLocaleLowerCase();
  const all = entries.map((entry, index) => ({ entry, index }));
  return wanted ? all.filter(({ entry }) => entry.toLocaleLowerCase().includes(wanted)) : all;
}
