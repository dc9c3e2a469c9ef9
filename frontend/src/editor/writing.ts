// The writing column: headline, deck, toolbar, text, and what is counted under it.
import { freshId, h } from '../shared/dom';
import { say, type Word } from '../shared/words';
import { headlineLength, minutesFor, wordsIn } from '../story/counts';
import type { Document, LeadPicture, Node, StoryData } from '../story/types';
import { insertBlock, isMarked, linkAt, setLanguage, setLink } from './commands';
import { askCard, askLanguage, askLibrary, askLink } from './dialogs';
import { BodyEditor } from './body';
import { Toolbar, type Asked } from './toolbar';
import { Uploads } from './uploads';

const COUNT_AFTER_MS = 250;

export interface WritingOptions {
  data: StoryData;
  document: Document;
  uploads: Uploads;
  changed: (part: Partial<Document>) => void;
  bodyChanged: () => void;
  addSource: (name: string, address: string) => void;
  tell: (words: string) => void;
}

export class Writing {
  readonly element: HTMLElement;
  readonly toolbar: Toolbar;
  readonly body: BodyEditor;
  private readonly headline: HTMLTextAreaElement;
  private readonly deck: HTMLTextAreaElement;
  private readonly length = h('p', { class: 'hint length', id: freshId('length') });
  private readonly counts = h('p', { class: 'counts' });
  private counting = 0;

  constructor(private readonly options: WritingOptions) {
    const { data, document } = options;
    this.headline = this.line('headline', document.headline, () => this.deck.focus());
    this.deck = this.line('deck', document.deck ?? '', () => this.body.view.focus());
    this.headline.setAttribute('aria-describedby', this.length.id);
    const label = h('p', { class: 'unseen', id: freshId('text') }, say('text'));
    const mount = h('div', { id: freshId('body'), 'data-presence': 'body' });
    this.toolbar = new Toolbar(what => (typeof what === 'string' ? this.ask(what) : this.body.run(what)), mount.id);
    const file = h('input', { type: 'file', accept: 'image/*', multiple: true, hidden: true, 'aria-label': say('picture-upload') });
    file.addEventListener('change', () => {
      this.options.uploads.insert(this.body.view, Uploads.picturesIn(file.files));
      file.value = '';
    });
    this.pictureFile = file;
    const field = (name: 'headline' | 'deck', input: HTMLTextAreaElement, ...rest: HTMLElement[]) =>
      h('div', { class: `field ${name}`, 'data-presence': name }, h('label', { for: input.id }, say(name)), input, ...rest);
    this.element = h('div', { class: 'writing' }, field('headline', this.headline, this.length), field('deck', this.deck),
      label, this.toolbar.element, mount, file, this.counts);
    this.body = new BodyEditor({
      mount, body: document.body, language: data.language, dir: data.dir, uploads: options.uploads, labelledBy: label.id,
      editable: data.rights.edit, tell: options.tell,
      changed: () => {
        options.bodyChanged();
        this.countSoon();
      },
      looked: () => this.body && this.toolbar.look(this.body.view.state),
      link: () => this.ask('link'),
      leave: () => this.toolbar.focus(),
    });
    this.toolbar.element.hidden = this.length.hidden = !data.rights.edit;
    if (!data.rights.edit) this.headline.readOnly = this.deck.readOnly = true;
    this.toolbar.look(this.body.view.state);
    this.count();
    this.measure();
  }

  private readonly pictureFile: HTMLInputElement;

  /** In the page now: the lines grow with their words, and whoever has a new story before them types its headline at once. */
  settle(): void {
    grow(this.headline);
    grow(this.deck);
    if (!this.headline.readOnly && !this.headline.value && document.activeElement === document.body) this.headline.focus();
  }

  show(document: Document): void {
    for (const [input, value] of [[this.headline, document.headline], [this.deck, document.deck ?? '']] as const) {
      if (input.value.trim() === value.trim()) continue;
      keepCaret(input, value);
      grow(input);
    }
    this.measure();
    this.body.adopt(document.body);
    this.countSoon();
  }

  freeze(frozen: boolean): void {
    this.headline.readOnly = this.deck.readOnly = frozen || !this.options.data.rights.edit;
    this.body.freeze(frozen);
  }

  private line(name: 'headline' | 'deck', value: string, next: () => void): HTMLTextAreaElement {
    const { data } = this.options;
    const input = h('textarea', { id: freshId(name), rows: 1, lang: data.language, dir: data.dir, spellcheck: 'true', autocomplete: 'off', 'aria-keyshortcuts': null });
    input.value = value;
    input.addEventListener('input', () => {
      // A line end pasted into a headline is a space.
      if (/[\r\n]/.test(input.value)) keepCaret(input, input.value.replace(/\s*[\r\n]+\s*/g, ' '));
      grow(input);
      this.options.changed({ [name]: input.value });
      this.measure();
    });
    input.addEventListener('keydown', event => {
      if (event.key !== 'Enter' || event.isComposing || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      next();
    });
    return input;
  }

  private measure(): void {
    const { length, least, most, is } = headlineLength(this.headline.value, this.options.data.language);
    const words: Word = `headline-${is}`;
    this.length.textContent = say(words, { n: length, least, most });
    this.length.dataset.is = is;
  }

  private countSoon(): void {
    clearTimeout(this.counting);
    this.counting = window.setTimeout(() => this.count(), COUNT_AFTER_MS);
  }

  private count(): void {
    const doc = this.body.json();
    const words = wordsIn(doc);
    const parts = [say('words', { n: words })];
    if (words) parts.push(say('reading-time', { n: minutesFor(words, this.options.data.language) }));
    const paid = (doc.content ?? []).filter(node => node.type === 'plus').reduce((sum, node: Node) => sum + wordsIn(node), 0);
    if (paid) parts.push(say('words-paid', { n: paid }));
    this.counts.textContent = parts.join(' · ');
  }

  private ask(what: Asked): void {
    if (!this.body.view.editable) return;
    const { view } = this.body;
    const back = () => view.focus();
    const run = (command: Parameters<BodyEditor['run']>[0]) => this.body.run(command);
    switch (what) {
      case 'picture':
        return this.pictureFile.click();
      case 'library':
        return askLibrary(this.libraryUrl, picture => {
          this.options.uploads.know(picture);
          const { file, alt, caption, credit } = picture;
          run(insertBlock('picture', { file, alt, caption, credit }));
        }, back);
      case 'card':
        return askCard(this.body.bareAddress(), card => this.putCard(card), back);
      case 'language': {
        const { $from } = view.state.selection;
        const now = isMarked(view.state, 'language') ? ($from.nodeAfter ?? $from.parent).marks.find(mark => mark.type.name === 'language')?.attrs.tag : '';
        return askLanguage(this.options.data.choices.languages, now ?? '', tag => run(setLanguage(tag)), back);
      }
      case 'link': {
        const range = linkAt(view.state);
        return askLink({ ...range, hasSelection: range.from !== range.to }, answer => {
          run(setLink(range, answer.address, answer.text));
          if (answer.asSource) this.options.addSource(range.text || answer.text, answer.address);
        }, back);
      }
    }
  }

  get libraryUrl(): string {
    return this.options.data.urls.picture_search ?? '/desk/pictures.json';
  }

  /** The card takes the place of the bare address it was made of. */
  private putCard(card: { address: string; title: string; description: string }): void {
    const bare = this.body.bareAddress();
    if (bare && bare.startsWith(card.address.slice(0, 8))) {
      const { $from } = this.body.view.state.selection;
      this.body.view.dispatch(this.body.view.state.tr.delete($from.start(), $from.end()));
    }
    this.body.run(insertBlock('card', card));
  }
}

export type LibraryPicture = LeadPicture & { url: string };

/** The browser that cannot size a field by its words is helped; this is the script's style, not the page's. */
function grow(input: HTMLTextAreaElement): void {
  if (CSS.supports('field-sizing', 'content')) return;
  input.style.height = 'auto';
  input.style.height = `${input.scrollHeight}px`;
}

/** Another value, the caret as far from the end as it was when it stood behind the change. */
function keepCaret(input: HTMLTextAreaElement, value: string): void {
  const [before, at] = [input.value, input.selectionStart ?? 0];
  const common = [...before].findIndex((c, index) => c !== value[index]);
  input.value = value;
  if (document.activeElement !== input) return;
  const moved = common >= 0 && at > common ? Math.max(common, at + value.length - before.length) : at;
  input.setSelectionRange(moved, moved);
}
