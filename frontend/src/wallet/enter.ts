// The way in from a story: a pass of this device is filled in and handed in by itself after a moment. One that opens
// nothing is marked used, and the next is tried, twice at most.
import { choices, waitsUntil, type Choice } from './choose';
import { alone, drawInto, isRemembered } from './draw';
import { neverAhead } from './due';
import { sayFailure } from './failure';
import { enter, LineError } from './line';
import { DAY_MS, epochAt, type Epoch } from './protocol/index';
import { change, load, save, tidy, type Store } from './state';
import type { Views } from './view';

/** So long it can be stopped. */
const PAUSE_MS = 2_500;
const TRIES = 3;

export class EnterPage {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly views: Views,
    private readonly form: HTMLFormElement,
    private readonly store: Store | null,
    private readonly leave: (to: string) => void,
    private readonly now: () => number = Date.now,
    private readonly pauseMs: number = PAUSE_MS,
  ) {
    change(store, state => tidy(state, now()));
    // Who begins to type has another pass in mind.
    form.addEventListener('input', () => this.timer !== undefined && this.stop());
    this.begin();
  }

  private begin(): void {
    const state = load(this.store);
    if (!state) return;
    const until = waitsUntil(state, this.now());
    const epoch = epochAt(this.now());
    if (choices(state, this.now()).length) this.after('handing', () => this.hand());
    else if (until !== null) this.views.show('waits', { time: this.views.moment(until) }, { go: () => this.doNotWait() });
    else if (isRemembered(state) && !state.months[epoch] && state.moments[epoch] !== null) this.after('drawing', () => this.draw());
    else this.views.show('none');
  }

  /** Does something after a moment, with a button to stop it. */
  private after(view: string, run: () => Promise<void>): void {
    this.views.show(view, {}, { stop: () => this.stop() });
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.views.part('stop')?.remove();
      void alone(run);
    }, this.pauseMs);
  }

  private stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.views.show('stopped', {}, { go: () => this.begin() });
  }

  private waitADay(epoch: Epoch): void {
    change(this.store, ({ months: { [epoch]: month } }) => month && (month.from = this.now() + DAY_MS));
    this.begin();
  }

  private doNotWait(): void {
    change(this.store, state => Object.values(state.months).forEach(month => delete month.from));
    this.begin();
  }

  private async hand(): Promise<void> {
    for (let tried = 0; tried < TRIES; tried += 1) {
      const state = load(this.store);
      const choice = state && choices(state, this.now())[0];
      if (!choice) return this.views.show('none');
      const field = this.form.elements.namedItem('pass') as HTMLInputElement | HTMLTextAreaElement | null;
      if (field) field.value = choice.text;
      const outcome = await enter(this.form);
      if (outcome !== 'later') this.mark(choice, outcome === 'taken');
      if (outcome === 'taken') return this.leave(this.to());
      if (field) field.value = '';
      if (outcome === 'later') {
        this.views.show('stopped', {}, { go: () => this.begin() });
        return this.views.say('enter-later');
      }
      this.views.say('spent');
    }
    this.views.show('stopped', {}, { go: () => this.begin() });
    this.views.say('none-taken');
  }

  private mark({ epoch, index }: Choice, isTaken: boolean): void {
    change(this.store, state => {
      const passes = state.months[epoch]?.passes;
      if (passes) passes[index] = null;
      if (isTaken) state.redeemed = this.now();
    });
  }

  /** The month has begun and nothing was drawn: now. It is said that reading at once can be linked, and asked what to do. */
  private async draw(): Promise<void> {
    const state = load(this.store);
    const epoch = epochAt(this.now());
    if (!state || !isRemembered(state)) return;
    try {
      await drawInto(state, this.views.root.dataset.issuer ?? '', state.words, state.code, epoch);
      save(this.store, state);
      this.views.show('drawn', {}, { wait: () => this.waitADay(epoch), go: () => void alone(() => this.hand()) });
    } catch (failure) {
      if (failure instanceof LineError && failure.which !== 'later') change(this.store, kept => neverAhead(kept, epoch));
      this.views.show('none');
      sayFailure(this.views, failure);
    }
  }

  /** Where the form wants to go, on this site only; else to the story that this page belongs to. */
  private to(): string {
    const wanted = new URL(String(new FormData(this.form).get('to') || '.'), location.href);
    const story = location.pathname.replace(/\/enter$/, '');
    return wanted.origin === location.origin ? wanted.href : story;
  }
}
