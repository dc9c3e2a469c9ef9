// Which pass is handed in next. Week w of a month has the passes 2w-2 and 2w-1, one for each of two devices; when both
// are gone, what earlier weeks left over is taken first, then the last weeks' from the end.
import { acceptedAt, weekAt, type Epoch } from './protocol/epoch';
import type { State } from './state';

export interface Choice {
  epoch: Epoch;
  index: number;
  text: string;
}

/** The passes that could be handed in now, the best first: this month's before the last one's. */
export function choices(state: State, now: number): Choice[] {
  return acceptedAt(now).flatMap(epoch => {
    const month = state.months[epoch];
    if (!month || (month.from ?? 0) > now) return [];
    const order = orderOf(weekAt(epoch, now) ?? 1, state.slot);
    return order.flatMap(index => {
      const text = month.passes[index];
      return text ? [{ epoch, index, text }] : [];
    });
  });
}

/** Until when the reader chose to wait, if that is why nothing is handed in. */
export function waitsUntil(state: State, now: number): number | null {
  const from = acceptedAt(now).map(epoch => state.months[epoch]?.from ?? 0);
  return choices(state, now).length ? null : from.find(moment => moment > now) ?? null;
}

/** A pass to give to another device: the other device's of this week, else of a later one. */
export function spare(state: State, epoch: Epoch, now: number): number | null {
  const month = state.months[epoch];
  if (!month) return null;
  const order = orderOf(weekAt(epoch, now) ?? 1, state.slot === 0 ? 1 : 0);
  return order.find(index => month.passes[index]) ?? null;
}

function orderOf(week: number, slot: 0 | 1): number[] {
  const first = 2 * week - 2;
  const own = [first + slot, first + 1 - slot];
  const earlier = Array.from({ length: first }, (_, place) => first - 1 - place);
  const later = Array.from({ length: 8 - first }, (_, place) => 9 - place);
  return [...own, ...earlier, ...later];
}
