// Who else is in the story, and whether the server has something newer.
import { presence } from '../saving/server';
import { h } from '../shared/dom';
import { listen } from '../shared/live';
import { say, type Word } from '../shared/words';

const EVERY_MS = 15_000;

export class Presence {
  readonly element = h('p', { class: 'others', role: 'status' });
  private timer = 0;

  constructor(private readonly options: {
    story: string;
    id: string;
    live: string;
    time: (at: string) => string;
    head: (head: number) => void;
  }) {}

  start(): void {
    document.addEventListener('visibilitychange', () => this.ask());
    this.ask();
    // Everything that is told about this story may be a newer head, or somebody coming and going.
    listen(this.options.live, { story: data => idOf(data) === this.options.id && this.ask() }, () => undefined);
  }

  private ask(): void {
    clearTimeout(this.timer);
    if (document.visibilityState === 'hidden') return;
    this.timer = window.setTimeout(() => this.ask(), EVERY_MS);
    void presence(this.options.story, fieldInFocus()).then(
      told => {
        if (!told) return;
        this.show(told.others);
        this.options.head(told.head);
      },
      () => undefined,
    );
  }

  private show(others: { name: string; since: string; field: string }[]): void {
    const words = others.map(({ name, since, field }) => {
      const [where, time] = [FIELDS[field], this.options.time(since)];
      return where ? say('also-here', { name, field: say(where), time }) : say('also-here-reading', { name, time });
    }).join(' ');
    if (this.element.textContent !== words) this.element.textContent = words;
  }
}

const FIELDS: Record<string, Word> = { headline: 'headline', deck: 'deck', body: 'text', panel: 'panel' };

/** Where the writer is, in the few words that colleagues are told. */
function fieldInFocus(): string {
  return document.activeElement?.closest<HTMLElement>('[data-presence]')?.dataset.presence ?? '';
}

function idOf(data: string): string {
  try {
    return String((JSON.parse(data) as { id?: unknown }).id ?? '');
  } catch {
    return '';
  }
}
