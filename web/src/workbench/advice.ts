/** What a backtest suggests: a code with its numbers, for example `too_few_qualify qualified=12`. */
export interface Advice {
  code: string;
  numbers: Record<string, number>;
}

/** Reads a line of advice; what is no `name=number` is left out. */
export function readAdvice(line: string): Advice {
  const [code = '', ...rest] = line.trim().split(/\s+/);
  const numbers = rest.flatMap((part): [string, number][] => {
    const [name, text] = part.split('=');
    const number = Number(text);
    return name && text && Number.isFinite(number) ? [[name, number]] : [];
  });
  return { code, numbers: Object.fromEntries(numbers) };
}

/** How well a ranking is, in steps that have words; null when it is not known. */
export function quality(auc: number | null | undefined): 'none' | 'weak' | 'fair' | 'good' | 'veryGood' | null {
  if (auc == null) return null;
  if (auc < 0.55) return 'none';
  if (auc < 0.65) return 'weak';
  if (auc < 0.75) return 'fair';
  return auc < 0.85 ? 'good' : 'veryGood';
}
