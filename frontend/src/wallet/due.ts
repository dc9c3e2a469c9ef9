// When the coming passes are drawn. A browser draws only while a page is open: at the first visit to a full story after
// a random moment, and not in a visit in which a pass was handed in. The moment is 28 to 14 days before the month: who
// reads but now and then comes by in the two weeks that are left, and need not draw and read in one visit
// (`drill/passes/month` measures it).
import { DAY_MS, drawnFrom, epochAt, next, type Epoch } from './protocol/epoch';
import type { State } from './state';

const WINDOW_MS = 14 * DAY_MS;
const APART_MS = DAY_MS / 2;

/** The epoch to draw now, if there is one. Chooses the moment when the epoch is first seen coming. `chance`: 0 to below 1. */
export function dueAhead(state: State, now: number, chance: () => number): Epoch | null {
  if (!state.words || !state.code || now - (state.redeemed ?? -Infinity) < APART_MS) return null;
  const current = epochAt(now);
  return [current, next(current)].find(epoch => {
    if (state.months[epoch] || now < drawnFrom(epoch) || state.moments[epoch] === null) return false;
    // A month that has begun unseen is late already.
    state.moments[epoch] ??= epoch === current ? now : drawnFrom(epoch) + Math.floor(chance() * WINDOW_MS);
    return now >= state.moments[epoch];
  }) ?? null;
}

/** After a refusal the wallet does not ask again by itself: each asking would tell of a visit. */
export function neverAhead(state: State, epoch: Epoch): void {
  state.moments[epoch] = null;
}

/** After a failure of the line: a new moment, a day to three later. */
export function laterAhead(state: State, epoch: Epoch, now: number, chance: () => number): void {
  state.moments[epoch] = now + (1 + 2 * chance()) * DAY_MS;
}
