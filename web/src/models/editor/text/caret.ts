/** Where two texts differ: the end of the changed part within the second. */
export function changedAt(before: string, after: string): number {
  const most = Math.min(before.length, after.length);
  let tail = 0;
  while (tail < most && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  return Math.max(head, after.length - tail);
}

/** The place of a line and column (both from 1 on) in a text; beyond it, its end. */
export function placeOf(text: string, line: number, column = 1): number {
  let at = 0;
  for (let passed = 1; passed < line; passed += 1) {
    const next = text.indexOf('\n', at);
    if (next < 0) return text.length;
    at = next + 1;
  }
  const end = text.indexOf('\n', at);
  return Math.min(at + Math.max(0, column - 1), end < 0 ? text.length : end);
}
