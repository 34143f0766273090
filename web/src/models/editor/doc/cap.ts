/** A cap of a rule in its two parts: how often, and in which period ("1d" in the file reads "per day"). */
export interface Cap {
  times: number;
  per: string;
}

/** Periods one can choose; others can stand in the file. */
export const PERIODS = ['hour', 'day', 'week', 'month', 'ever'] as const;

/** Reads "3 per day" and "1 ever"; null for what is not of that form. */
export function readCap(text: string): Cap | null {
  const match = /^\s*(\d+)\s+(?:per\s+(\S+)|(ever))\s*$/.exec(text);
  if (!match) return null;
  return { times: Number(match[1]), per: match[2] ?? 'ever' };
}

export function writeCap({ times, per }: Cap): string {
  return per === 'ever' ? `${times} ever` : `${times} per ${per}`;
}
