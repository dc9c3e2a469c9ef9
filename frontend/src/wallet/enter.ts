// The way in from a story: a pass of this device is filled in and handed in by itself after a moment. One that opens
// nothing is marked used, and the next is tried, twice at most.
import { choices, waitsUntil, type Choice } from './choose';
import { enter } from './line';
import { alone, change, load, tidy, type Store } from './state';
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
    if (choices(state, this.now()).length) this.afterAMoment();
    else if (until !== null) this.views.show('waits', { time: this.views.moment(until) }, { go: () => this.doNotWait() });
    else this.views.show('none');
  }

  /** Hands in after a moment, with a button to stop it. */
  private afterAMoment(): void {
    this.views.show('handing', {}, { stop: () => this.stop() });
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.views.part('stop')?.remove();
      void alone(() => this.hand());
    }, this.pauseMs);
  }

  private stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.views.show('stopped', {}, { go: () => this.begin() });
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
      if (outcome !== 'later') this.mark(choice);
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

  private mark({ epoch, index }: Choice): void {
    change(this.store, ({ months: { [epoch]: month } }) => month && (month.passes[index] = null));
  }

  /** Where the form wants to go, on this site only; else to the story that this page belongs to. */
  private to(): string {
    const wanted = new URL(String(new FormData(this.form).get('to') || '.'), location.href);
    const story = location.pathname.replace(/\/enter$/, '');
    return wanted.origin === location.origin ? wanted.href : story;
  }
}
