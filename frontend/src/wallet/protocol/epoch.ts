// The calendar of the paid tier, in UTC (crates/passes/src/epoch.rs): an epoch is a month, written `2026-11`; it has
// five weeks, of which each pass opens one. Moments are milliseconds, as `Date.now()` gives them.

export type Epoch = string;

export const DAY_MS = 86_400_000;
const AHEAD_MONTHS = 12;
const OVERHANG_DAYS = 3;
const WEEKS = 5;

const named = (year: number, month: number): Epoch => new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 7);

const shifted = (epoch: Epoch, months: number): Epoch => named(Number(epoch.slice(0, 4)), Number(epoch.slice(5)) - 1 + months);

export const epochAt = (now: number): Epoch => new Date(now).toISOString().slice(0, 7);
export const next = (epoch: Epoch): Epoch => shifted(epoch, 1);
export const begins = (epoch: Epoch): number => Date.parse(`${epoch}-01T00:00:00Z`);
export const acceptedUntil = (epoch: Epoch): number => begins(next(epoch)) + OVERHANG_DAYS * DAY_MS;

/** The epochs whose passes can be drawn: this month's and those of a year ahead. */
export function drawableAt(now: number): Epoch[] {
  const current = epochAt(now);
  return Array.from({ length: AHEAD_MONTHS + 1 }, (_, months) => shifted(current, months));
}

/** The epochs whose passes are accepted: this month's, and in its first three days the last one's as well. */
export function acceptedAt(now: number): Epoch[] {
  const current = epochAt(now);
  const previous = shifted(current, -1);
  return now < acceptedUntil(previous) ? [current, previous] : [current];
}

/** The week, 1 to 5, that a pass of this epoch opens now; `null` when it is not accepted now. */
export function weekAt(epoch: Epoch, now: number): number | null {
  if (now < begins(epoch) || now >= acceptedUntil(epoch)) return null;
  return Math.min(WEEKS, Math.floor((now - begins(epoch)) / DAY_MS / 7) + 1);
}

/** The first moment after a week. */
export const weekEnds = (epoch: Epoch, week: number): number => (week === WEEKS ? acceptedUntil(epoch) : begins(epoch) + week * 7 * DAY_MS);
