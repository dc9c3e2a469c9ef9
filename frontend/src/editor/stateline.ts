// The line that says whether the text is safe. It is spoken, so it changes only when it says something new.
import type { Status } from '../saving/status';
import { button, h } from '../shared/dom';
import { say } from '../shared/words';

/** A save that takes no longer is not worth a word. */
const SLOW_MS = 500;

export class StateLine {
  private readonly words = h('span', { role: 'status', 'aria-live': 'polite', class: 'state' });
  private readonly signIn = h('a', { target: '_blank', rel: 'noopener', hidden: true }, say('sign-in-again'));
  private readonly file = button(say('keep-as-file'), () => this.options.saveAsFile(), 'quiet');
  readonly element: HTMLElement;
  private slow = 0;

  constructor(private readonly options: { signInUrl: string; save: () => void; saveAsFile: () => void; time: (at: number) => string }) {
    this.signIn.href = options.signInUrl;
    this.file.hidden = true;
    const save = button(say('save-now'), options.save, 'second');
    save.title = 'Ctrl+S';
    save.setAttribute('aria-keyshortcuts', 'Control+S');
    this.element = h('div', { class: 'state-line' }, this.words, this.signIn, this.file, save);
  }

  show(status: Status): void {
    clearTimeout(this.slow);
    if (status.is === 'saving' || status.is === 'waiting') {
      // While somebody types 'saved at' stays: it is true, and the next one follows in a moment.
      if (status.is === 'saving') this.slow = window.setTimeout(() => this.put(say('state-saving'), 'wait'), SLOW_MS);
      else if (status.kept === 'page') this.put(say('state-not-kept'), 'bad');
      this.extras(status);
      return;
    }
    const kept = say(status.kept === 'browser' ? 'kept-in-browser' : status.kept === 'page' ? 'kept-in-page' : 'kept-not-yet');
    switch (status.is) {
      case 'saved': {
        const saved = status.at === null ? say('state-as-saved') : say('state-saved', { time: this.options.time(status.at) });
        this.put(status.merged ? `${say('state-merged')} ${saved}` : saved, 'good');
        break;
      }
      case 'offline':
        this.put(say('state-offline', { kept }), 'bad');
        break;
      case 'signed-out':
        this.put(status.sentence ? say('state-refused', { sentence: status.sentence, kept }) : say('state-signed-out', { kept }), 'bad');
        break;
      case 'refused':
        this.put(say('state-refused', { sentence: status.sentence, kept }), 'bad');
        break;
      case 'killed':
        this.put(say('state-killed', { kept }), 'bad');
        break;
      case 'clash':
        this.put(say('state-clash'), 'bad');
        break;
    }
    this.extras(status);
  }

  private extras(status: Status): void {
    this.signIn.hidden = status.is !== 'signed-out';
    this.file.hidden = !['killed', 'refused', 'signed-out', 'clash', 'offline'].includes(status.is);
  }

  private put(words: string, mood: string): void {
    if (this.words.textContent !== words) this.words.textContent = words;
    if (this.words.dataset.mood !== mood) this.words.dataset.mood = mood;
  }
}
