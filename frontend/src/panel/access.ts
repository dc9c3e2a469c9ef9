// Who may read when: one of a few usual ways, or steps of one's own. Times are on the agency's clock, which is named.
import { field, freshId, h, select } from '../shared/dom';
import { say, type Word } from '../shared/words';
import { isEverPlus, presetOf, stepsOf, wrongIn, type Preset } from '../story/access';
import type { Level, Step } from '../story/types';
import { fromField, toField } from '../story/zone';
import { rows } from './picks';

const WAYS: Preset['is'][] = ['open', 'plus', 'plus-then-open', 'clients-then', 'embargo', 'custom'];
const LEVELS: Level[] = ['clients', 'plus', 'open'];
const DAY = 24;
const TWO_DAYS = 48;
const HOUR_MS = 3_600_000;

export class AccessField {
  readonly element: HTMLElement;
  private readonly way = select(WAYS.map(way => ({ value: way, label: say(`access-${way}` as Word) })), 'open');
  private readonly details = h('div', { class: 'details' });
  private readonly wrong = h('p', { class: 'wrong', role: 'alert' });
  private readonly oddity = h('p', { class: 'oddity', role: 'status' });
  private steps: Step[] = [];
  private hasWall = false;

  constructor(private readonly zone: string, private readonly now: () => number, private readonly changed: (steps: Step[]) => void) {
    const way = field(say('access'), this.way, say('access-hint'));
    this.way.addEventListener('change', () => this.choose(this.way.value as Preset['is']));
    this.element = h('div', {}, way.box, this.details, this.oddity, this.wrong);
  }

  set(steps: Step[]): void {
    if (JSON.stringify(steps) === JSON.stringify(this.steps) && this.details.childElementCount) return;
    this.steps = steps;
    // Who works on steps of their own is not thrown back to a usual way because the steps happen to be one.
    const preset = presetOf(steps);
    this.way.value = preset.is;
    this.draw(preset);
    this.compare();
  }

  /** Whether a wall stands in the text. */
  wall(stands: boolean): void {
    this.hasWall = stands;
    this.compare();
  }

  /** Access and wall are one thing to readers: where one is there without the other, it is said. */
  private compare(): void {
    const isPlus = isEverPlus(this.steps);
    const odd = isPlus === this.hasWall ? '' : say(isPlus ? 'access-no-wall' : 'access-wall-idle');
    if (this.oddity.textContent !== odd) this.oddity.textContent = odd;
    this.oddity.classList.toggle('bad', this.hasWall);
  }

  private say(steps: Step[]): void {
    this.steps = steps;
    this.compare();
    const wrong = wrongIn(steps);
    this.wrong.textContent = wrong ? say(`access-wrong-${wrong}`) : '';
    // A list that contradicts itself would be refused: it waits here until it is whole.
    if (!wrong) this.changed(steps);
  }

  private choose(way: Preset['is']): void {
    const soon = new Date(Math.ceil((this.now() + DAY * HOUR_MS) / HOUR_MS) * HOUR_MS).toISOString().replace('.000Z', 'Z');
    const presets: Record<Exclude<Preset['is'], 'custom'>, Exclude<Preset, { is: 'custom' }>> = {
      open: { is: 'open' },
      plus: { is: 'plus' },
      'plus-then-open': { is: 'plus-then-open', hours: TWO_DAYS },
      'clients-then': { is: 'clients-then', hours: 1, then: 'open' },
      embargo: { is: 'embargo', from: soon, then: 'open' },
    };
    if (way !== 'custom') this.say(stepsOf(presets[way]));
    this.draw(way === 'custom' ? { is: 'custom' } : presets[way]);
  }

  private draw(preset: Preset): void {
    this.details.replaceChildren(...this.fieldsOf(preset));
  }

  private fieldsOf(preset: Preset): HTMLElement[] {
    switch (preset.is) {
      case 'open':
      case 'plus':
        return [];
      case 'plus-then-open':
        return [this.hours(say('access-hours'), preset.hours, hours => this.say(stepsOf({ ...preset, hours })))];
      case 'clients-then': {
        let now = preset;
        const say1 = (change: Partial<typeof preset>) => this.say(stepsOf((now = { ...now, ...change })));
        return [this.hours(say('access-hours'), preset.hours, hours => say1({ hours })), this.then(preset.then, then => say1({ then }))];
      }
      case 'embargo': {
        let now = preset;
        const say1 = (change: Partial<typeof preset>) => this.say(stepsOf((now = { ...now, ...change })));
        return [this.time(say('access-embargo-until'), preset.from, from => say1({ from })), this.then(preset.then, then => say1({ then }))];
      }
      case 'custom':
        return [this.custom()];
    }
  }

  private hours(label: string, value: number, changed: (hours: number) => void): HTMLElement {
    const { box, input } = field(label, h('input', { type: 'number', min: 0, max: 100_000, step: 1, value }));
    input.addEventListener('input', () => {
      const hours = Math.floor(Number(input.value));
      if (input.value && hours >= 0) changed(hours);
    });
    return box;
  }

  private time(label: string, value: string, changed: (time: string) => void): HTMLElement {
    const input = h('input', { type: 'datetime-local', value: toField(value, this.zone) });
    input.addEventListener('input', () => {
      const time = fromField(input.value, this.zone);
      if (time) changed(time);
    });
    return field(label, input, say('zone', { zone: this.zone })).box;
  }

  private then(value: Exclude<Level, 'clients'>, changed: (level: Exclude<Level, 'clients'>) => void): HTMLElement {
    const levels = (['open', 'plus'] as const).map(level => ({ value: level, label: say(`level-${level}`) }));
    const { box, input } = field(say('access-then'), select(levels, value));
    input.addEventListener('change', () => changed(input.value as Exclude<Level, 'clients'>));
    return box;
  }

  private custom(): HTMLElement {
    const steps = this.steps.length ? this.steps : [{ after_hours: 0, level: 'open' } as Step];
    return rows<Step>({
      items: steps,
      fresh: () => ({ after_hours: (this.steps.length || 1) * DAY, level: 'open' }),
      addWord: say('access-add'),
      removeWord: step => say('take-away', { name: say(`level-${step.level}`) }),
      changed: changed => this.say(changed),
      row: (step, change) => this.step(step, change),
    }).element;
  }

  private step(first: Step, change: (step: Step) => void): HTMLElement[] {
    let step = first;
    const value = h('span', { class: 'when' });
    const put = (changed: Step) => change((step = changed));
    const level = select(LEVELS.map(level => ({ value: level, label: say(`level-${level}`) })), step.level);
    level.setAttribute('aria-label', say('level'));
    level.addEventListener('change', () => put({ ...step, level: level.value as Level }));
    const kind = select([{ value: 'hours', label: say('access-after-hours') }, { value: 'time', label: say('access-from') }], step.from === undefined ? 'hours' : 'time');
    kind.setAttribute('aria-label', say('access-begins'));
    const draw = () => {
      const box = step.from === undefined
        ? this.hours(say('access-hours'), step.after_hours, hours => put({ after_hours: hours, level: step.level }))
        : this.time(say('access-from'), step.from, from => put({ from, level: step.level }));
      box.id = freshId('when');
      value.replaceChildren(box);
    };
    kind.addEventListener('change', () => {
      const tomorrow = new Date(this.now() + DAY * HOUR_MS).toISOString().slice(0, 13) + ':00:00Z';
      put(kind.value === 'hours' ? { after_hours: 0, level: step.level } : { from: tomorrow, level: step.level });
      draw();
    });
    draw();
    return [level, kind, value];
  }
}
