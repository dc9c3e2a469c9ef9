// Access over time as the desk thinks of it: a few usual ways, and a list for the rest.
import type { Level, Step } from './types';

export type Preset =
  | { is: 'open' }
  | { is: 'plus' }
  | { is: 'plus-then-open'; hours: number }
  /** Clients have it at once, the public from a time on. */
  | { is: 'embargo'; from: string; then: Exclude<Level, 'clients'> }
  | { is: 'clients-then'; hours: number; then: Exclude<Level, 'clients'> }
  | { is: 'custom' };

export function presetOf(steps: Step[] | undefined): Preset {
  const [first, second, third] = steps ?? [];
  if (!first || (!second && isAtOnce(first) && first.level === 'open')) return { is: 'open' };
  if (third || !isAtOnce(first)) return { is: 'custom' };
  if (!second) return first.level === 'plus' ? { is: 'plus' } : { is: 'custom' };
  if (first.level === 'plus' && second.level === 'open' && second.after_hours !== undefined) {
    return { is: 'plus-then-open', hours: second.after_hours };
  }
  if (first.level !== 'clients' || second.level === 'clients') return { is: 'custom' };
  return second.from !== undefined
    ? { is: 'embargo', from: second.from, then: second.level }
    : { is: 'clients-then', hours: second.after_hours, then: second.level };
}

const isAtOnce = (step: Step) => step.after_hours === 0;

export function stepsOf(preset: Exclude<Preset, { is: 'custom' }>): Step[] {
  const first = (level: Level): Step => ({ after_hours: 0, level });
  switch (preset.is) {
    case 'open':
      return [];
    case 'plus':
      return [first('plus')];
    case 'plus-then-open':
      return [first('plus'), { after_hours: preset.hours, level: 'open' }];
    case 'embargo':
      return [first('clients'), { from: preset.from, level: preset.then }];
    case 'clients-then':
      return [first('clients'), { after_hours: preset.hours, level: preset.then }];
  }
}

/** Whether payers read more than the public at any time. Where they never do, a wall keeps nothing back. */
export const isEverPlus = (steps: Step[]): boolean => steps.some(step => step.level === 'plus');

/** The same with payers wherever it says everybody: an embargo stays one. */
export function forPayers(steps: Step[]): Step[] {
  if (!steps.length) return stepsOf({ is: 'plus' });
  return steps.map(step => (step.level === 'open' ? { ...step, level: 'plus' } : step));
}

export type Wrong = 'same-time' | 'clients-later';

/** What crates/content/src/access.rs would refuse, told before it does. Steps of both kinds cannot be compared here. */
export function wrongIn(steps: Step[]): Wrong | null {
  const hours = steps.filter(step => step.after_hours !== undefined).map(step => [step.after_hours ?? 0, step.level] as const);
  const times = steps.filter(step => step.from !== undefined).map(step => [Date.parse(step.from ?? ''), step.level] as const);
  for (const row of [hours, times]) {
    const sorted = [...row].sort((a, b) => a[0] - b[0]);
    for (let at = 1; at < sorted.length; at++) {
      const [before, after] = [sorted[at - 1], sorted[at]];
      if (!before || !after) continue;
      if (before[0] === after[0]) return 'same-time';
      if (before[1] !== 'clients' && after[1] === 'clients') return 'clients-later';
    }
  }
  return null;
}
