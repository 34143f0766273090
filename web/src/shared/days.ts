function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** The day (YYYY-MM-DD) of an instant in the reader's time zone. */
export function dayOf(at: string | number | Date): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Groups what is in order of time by the day of the reader. */
export function byDay<Item extends { at: string }>(items: readonly Item[]): [string, Item[]][] {
  const days = new Map<string, Item[]>();
  for (const item of items) {
    const day = dayOf(item.at);
    const list = days.get(day);
    if (list) list.push(item);
    else days.set(day, [item]);
  }
  return [...days];
}
