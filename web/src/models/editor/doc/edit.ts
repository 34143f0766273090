/** Changes of lists and records that leave the original as it is. */

export function replaced<T>(list: readonly T[], index: number, item: T): T[] {
  return list.map((old, place) => (place === index ? item : old));
}

export function removed<T>(list: readonly T[], index: number): T[] {
  return list.filter((_, place) => place !== index);
}

export function inserted<T>(list: readonly T[], index: number, item: T): T[] {
  return list.toSpliced(index, 0, item);
}

/** Moves one item; places outside the list mean its ends. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const item = list[from];
  if (item === undefined) return [...list];
  const rest = removed(list, from);
  return rest.toSpliced(Math.min(Math.max(0, to), rest.length), 0, item);
}

/** Sets some fields; those set to nothing are left out, as in the file. */
export function patched<T extends object>(item: T, patch: Partial<T>): T {
  const entries = Object.entries({ ...item, ...patch });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as T;
}

/** The name, or the name with the first number that makes it different from the taken ones. */
export function uniqueName(name: string, taken: readonly string[]): string {
  const base = name.replace(/ \d+$/, '');
  let unique = name;
  for (let nth = 2; taken.includes(unique); nth += 1) unique = `${base} ${nth}`;
  return unique;
}

const LETTERS: Record<string, string> = { ı: 'i', ß: 'ss', ø: 'o', ł: 'l', đ: 'd' };

/** A stable key from a name: "Long-term lead" becomes "long_term_lead". */
export function keyFrom(name: string, taken: readonly string[]): string {
  const plain = name
    .toLowerCase()
    .replaceAll(/[ıßøłđ]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '');
  const base = plain || 'new';
  let key = base;
  for (let nth = 2; taken.includes(key); nth += 1) key = `${base}_${nth}`;
  return key;
}
