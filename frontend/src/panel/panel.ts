// The side panel: everything about a story that is not its words. Each part writes its field of the document; a document
// that comes from elsewhere is shown without disturbing who is typing.
import { button, field, h, select } from '../shared/dom';
import { say, type Word } from '../shared/words';
import { newTopic, schedule, setSlug } from '../saving/server';
import { SOURCE_KINDS, type Document, type Source, type StoryData } from '../story/types';
import { fromField } from '../story/zone';
import { AccessField } from './access';
import { pictureField } from './picture';
import { Picks, rows } from './picks';
import type { Uploads } from '../editor/uploads';

export interface PanelOptions {
  data: StoryData;
  zone: string;
  document: Document;
  uploads: Uploads;
  changed: (part: Partial<Document>) => void;
  /** Saves and gives the revision that the server has; null when it could not. */
  saved: () => Promise<number | null>;
  askLibrary: (done: (file: { file: string; url: string; alt: string; caption: string; credit: string }) => void) => void;
  tell: (words: string) => void;
}

/** Shows the document's fields. */
type Shower = (document: Document) => void;

export class Panel {
  readonly element: HTMLElement;
  private readonly showers: Shower[] = [];
  /** Whether a wall stands in the text, for the part on access. */
  wall: (stands: boolean) => void = () => undefined;

  constructor(private readonly options: PanelOptions) {
    const { data } = options;
    const scheduling = data.urls.schedule && data.rights.publish ? this.group('schedule', [this.schedule()]) : null;
    this.element = h('section', { class: 'panel', 'aria-label': say('panel') },
      this.group('group-filing', [this.sections(), this.topics(), this.urgency(), this.text('slugline', 'slugline', 'slugline-hint')], true),
      this.group('group-signing', [this.bylines(), this.text('place', 'place'), this.text('dateline', 'dateline', 'dateline-hint')], true),
      this.group('sources', [this.sources()], true),
      this.group('group-access', [this.access()], true),
      this.group('lead-picture', [this.picture()]),
      this.group('group-address', [this.slug()]),
      scheduling,
      data.versions.length && !window.document.getElementById('versions') ? this.group('versions', [this.versions()]) : null);
  }

  show(document: Document): void {
    for (const show of this.showers) show(document);
  }

  /** A source that a link brought along, unless it stands there already. */
  static withSource(document: Document, source: Source): Source[] {
    const sources = document.sources ?? [];
    return sources.some(known => known.address === source.address) ? sources : [...sources, source];
  }

  private group(word: Word, content: HTMLElement[], open = false): HTMLElement {
    return h('details', { open, class: 'part' }, h('summary', {}, h('h2', {}, say(word))), ...content);
  }

  private text(name: 'slugline' | 'place' | 'dateline', word: Word, hint?: Word): HTMLElement {
    const { box, input } = field(say(word), h('input', { type: 'text', lang: this.options.data.language, autocomplete: 'off' }), hint && say(hint));
    input.addEventListener('input', () => this.options.changed({ [name]: input.value }));
    this.showers.push(document => showIn(input, document[name] ?? ''));
    input.value = this.options.document[name] ?? '';
    return box;
  }

  private picks(name: 'sections' | 'topics' | 'bylines', word: Word, given: Partial<ConstructorParameters<typeof Picks>[0]>): HTMLElement {
    const { data, document, changed } = this.options;
    const choices = name === 'bylines' ? data.choices.people : data.choices[name];
    const picks = new Picks({ label: say(word), choices, chosen: document[name] ?? [], changed: chosen => changed({ [name]: chosen }), ...given });
    this.showers.push(document => picks.set(document[name] ?? []));
    return picks.element;
  }

  private sections(): HTMLElement {
    return this.picks('sections', 'sections', { hint: say('sections-hint') });
  }

  private topics(): HTMLElement {
    return this.picks('topics', 'topics', { make: name => newTopic(this.options.data.urls.topics ?? '/desk/topics', name) });
  }

  private bylines(): HTMLElement {
    return this.picks('bylines', 'bylines', {});
  }

  private urgency(): HTMLElement {
    const options = Array.from({ length: 9 }, (_, at) => String(at + 1)).map(value => ({
      value,
      label: value === '1' ? `1 – ${say('urgency-flash')}` : value === '5' ? `5 – ${say('urgency-usual')}` : value === '9' ? `9 – ${say('urgency-least')}` : value,
    }));
    const { box, input } = field(say('urgency'), select(options, String(this.options.document.urgency ?? 5)));
    input.addEventListener('change', () => this.options.changed({ urgency: Number(input.value) }));
    this.showers.push(document => (input.value = String(document.urgency ?? 5)));
    return box;
  }

  private sources(): HTMLElement {
    const { data, document, changed } = this.options;
    let shown = JSON.stringify(document.sources ?? []);
    const list = rows<Source>({
      items: document.sources ?? [],
      fresh: () => ({ name: '', address: '', kind: 'media' }),
      addWord: say('source-add'),
      removeWord: source => say('take-away', { name: source.name || say('source') }),
      changed: sources => {
        shown = JSON.stringify(sources);
        changed({ sources });
      },
      row: (first, change) => {
        let source = first;
        const input = (name: 'name' | 'address', word: Word) => {
          const made = field(say(word), h('input', { type: 'text', value: source[name] ?? '', lang: name === 'name' ? data.language : null, inputmode: name === 'address' ? 'url' : null, autocomplete: 'off' }));
          made.input.addEventListener('input', () => change((source = { ...source, [name]: made.input.value })));
          return made.box;
        };
        const kind = field(say('source-kind'), select(SOURCE_KINDS.map(kind => ({ value: kind, label: say(`source-${kind}`) })), source.kind));
        kind.input.addEventListener('change', () => change((source = { ...source, kind: kind.input.value as Source['kind'] })));
        return [input('name', 'source-name'), input('address', 'source-address'), kind.box];
      },
    });
    this.showers.push(document => {
      const wanted = JSON.stringify(document.sources ?? []);
      if (wanted !== shown) list.set(document.sources ?? []);
      shown = wanted;
    });
    return list.element;
  }

  private access(): HTMLElement {
    const access = new AccessField(this.options.zone, () => Date.now(), steps => this.options.changed({ access: steps }));
    access.set(this.options.document.access ?? []);
    this.showers.push(document => access.set(document.access ?? []));
    this.wall = stands => access.wall(stands);
    return access.element;
  }

  private picture(): HTMLElement {
    const { data, document, uploads, changed, askLibrary } = this.options;
    const made = pictureField({
      picture: document.picture ?? null, language: data.language, url: data.urls.pictures ?? '/desk/pictures', uploads, askLibrary,
      changed: picture => changed({ picture }),
    });
    this.showers.push(document => made.set(document.picture ?? null));
    return made.element;
  }

  /** The slug is the address's, not the document's: it is set at once and on its own. */
  private slug(): HTMLElement {
    const { data, tell } = this.options;
    const { box, input } = field(say('slug'), h('input', { type: 'text', value: data.slug ?? '', autocomplete: 'off', spellcheck: 'false', autocapitalize: 'none' }), say('slug-hint'));
    const wrong = h('p', { class: 'wrong', role: 'alert' });
    const set = button(say('slug-set'), async () => {
      wrong.textContent = '';
      try {
        const set = await setSlug(`/desk/story/${data.id}`, input.value.trim());
        input.value = set.slug ?? input.value.trim();
        tell(say('slug-is-set'));
      } catch (failure) {
        wrong.textContent = sentence(failure);
      }
    });
    box.append(set, wrong);
    return box;
  }

  private schedule(): HTMLElement {
    const { data, zone, saved, tell } = this.options;
    const { box, input } = field(say('schedule-at'), h('input', { type: 'datetime-local' }), say('zone', { zone }));
    const wrong = h('p', { class: 'wrong', role: 'alert' });
    box.append(button(say('schedule'), async () => {
      const at = fromField(input.value, zone);
      wrong.textContent = at ? '' : say('schedule-wrong');
      const revision = at ? await saved() : null;
      if (!at || revision === null) return;
      try {
        await schedule(data.urls.schedule ?? '', at, revision);
        tell(say('schedule-is-set'));
      } catch (failure) {
        wrong.textContent = sentence(failure);
      }
    }), wrong);
    return box;
  }

  private versions(): HTMLElement {
    return h('ul', { class: 'versions' }, ...this.options.data.versions.map(version =>
      h('li', {}, h('span', { class: 'mark' }, version.language), ' ',
        h('a', { href: `/desk/story/${version.id}`, lang: version.language }, version.headline || say('no-headline')), ' ',
        h('span', { class: 'soft' }, say(version.state === 'killed' ? 'state-killed-name' : (`state-${version.state}` as Word))))));
  }
}

/** A field that somebody is typing in is left alone. */
export function showIn(input: HTMLInputElement | HTMLTextAreaElement, value: string): void {
  if (input.value.trim() !== value.trim()) input.value = value;
}

export function sentence(failure: unknown): string {
  return failure instanceof Error && failure.name !== 'TypeError' && !/^\d+$/.test(failure.message) ? failure.message : say('no-connection');
}
