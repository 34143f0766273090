/**
 * The last instant of a day (YYYY-MM-DD) in the reader's time zone, as RFC
 * 3339; undefined, which means now, when the day is not over yet.
 */
export function endOfDay(day: string | undefined, now: Date = new Date()): string | undefined {
  if (!day) return undefined;
  const end = new Date(`${day}T23:59:59.999`);
  return Number.isNaN(end.getTime()) || end >= now ? undefined : end.toISOString();
}

/** The day itself where it is over; undefined, which means now, where it is not or is no day. */
export function pastDay(day: string | undefined, now: Date = new Date()): string | undefined {
  return endOfDay(day, now) && day;
}
