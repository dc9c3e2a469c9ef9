// Things chosen from a list, in an order that matters: sections, topics, bylines. What is chosen stands as a list with
// buttons to move and take away; a combobox adds to it.
import { button, freshId, h, signButton } from '../shared/dom';
import { say } from '../shared/words';
import type { Choice } from '../story/types';

const MOST_SHOWN = 8;

export interface PicksOptions {
  label: string;
  hint?: string;
  choices: Choice[];
  chosen: string[];
  changed: (chosen: string[]) => void;
  /** Makes a choice that is not there yet, where that is allowed. */
  make?: (name: string) => Promise<Choice>;
}

/** For comparing what people type: no case, no accents. */
const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

export class Picks {
  readonly element: HTMLElement;
  private chosen: string[];
  private shown: Choice[] = [];
  private active = -1;
  private readonly list = h('ol', { class: 'chosen' });
  private readonly options = h('ul', { role: 'listbox', class: 'options', id: freshId('options'), hidden: true });
  private readonly told = h('p', { class: 'unseen', role: 'status' });
  private readonly input: HTMLInputElement;

  constructor(private readonly given: PicksOptions) {
    this.chosen = [...given.chosen];
    const id = freshId('picks');
    this.input = h('input', {
      type: 'text', id, role: 'combobox', autocomplete: 'off', 'aria-autocomplete': 'list', 'aria-expanded': 'false',
      'aria-controls': this.options.id, placeholder: say('picks-add'),
      oninput: () => this.open(), onfocus: () => this.open(), onblur: () => setTimeout(() => this.close(), 150),
      onkeydown: (event: KeyboardEvent) => this.key(event),
    });
    this.options.setAttribute('aria-label', given.label);
    const hint = given.hint ? h('p', { class: 'hint' }, given.hint) : null;
    this.element = h('div', { class: 'picks' }, h('label', { for: id }, given.label), hint, this.list,
      h('div', { class: 'combobox' }, this.input, this.options), this.told);
    this.draw();
  }

  set(chosen: string[]): void {
    if (JSON.stringify(chosen) === JSON.stringify(this.chosen)) return;
    this.chosen = [...chosen];
    this.draw();
  }

  private name(id: string): string {
    return this.given.choices.find(choice => choice.id === id)?.name ?? id;
  }

  private draw(): void {
    const last = this.chosen.length - 1;
    this.list.replaceChildren(...this.chosen.map((id, at) => {
      const name = this.name(id);
      const up = signButton('↑', say('move-up', { name }), () => this.move(at, -1));
      const down = signButton('↓', say('move-down', { name }), () => this.move(at, 1));
      up.disabled = at === 0;
      down.disabled = at === last;
      const item = h('li', {}, h('span', { class: 'name', dir: 'auto' }, name), up, down, signButton('✕', say('take-away', { name }), () => this.remove(at)));
      item.addEventListener('keydown', event => {
        const step = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : undefined;
        if (!step) return;
        event.preventDefault();
        this.move(at, step);
      });
      return item;
    }));
    this.list.hidden = !this.chosen.length;
  }

  private change(chosen: string[], told: string, focus?: { at: number; button: number }): void {
    this.chosen = chosen;
    this.draw();
    this.told.textContent = told;
    this.given.changed([...chosen]);
    if (!focus) return;
    const buttons = this.list.children[focus.at]?.querySelectorAll('button');
    const wanted = buttons?.[focus.button];
    (wanted?.disabled ? buttons?.[focus.button === 0 ? 1 : 0] : wanted)?.focus();
  }

  private move(at: number, step: number): void {
    const to = at + step;
    const [id] = this.chosen.slice(at, at + 1);
    if (id === undefined || to < 0 || to >= this.chosen.length) return;
    const chosen = this.chosen.filter((_, index) => index !== at);
    chosen.splice(to, 0, id);
    this.change(chosen, say('moved', { name: this.name(id), n: to + 1 }), { at: to, button: step < 0 ? 0 : 1 });
  }

  private remove(at: number): void {
    const name = this.name(this.chosen[at] ?? '');
    this.change(this.chosen.filter((_, index) => index !== at), say('taken-away', { name }));
    this.input.focus();
    this.close();
  }

  private add(choice: Choice): void {
    this.input.value = '';
    this.close();
    if (!this.chosen.includes(choice.id)) this.change([...this.chosen, choice.id], say('added', { name: choice.name }));
  }

  private async make(name: string): Promise<void> {
    try {
      const choice = await this.given.make?.(name);
      if (!choice) return;
      if (!this.given.choices.some(known => known.id === choice.id)) this.given.choices.push(choice);
      this.add(choice);
    } catch (failure) {
      this.told.textContent = failure instanceof Error ? failure.message : '';
      this.told.className = 'wrong';
    }
  }

  private open(): void {
    const typed = folded(this.input.value.trim());
    const left = this.given.choices.filter(choice => !this.chosen.includes(choice.id));
    const starts = left.filter(choice => folded(choice.name).startsWith(typed));
    const holds = left.filter(choice => !starts.includes(choice) && folded(choice.name).includes(typed));
    this.shown = [...starts, ...holds].slice(0, MOST_SHOWN);
    const isNew = this.given.make && typed && !this.given.choices.some(choice => folded(choice.name) === typed);
    if (isNew) this.shown.push({ id: '', name: this.input.value.trim() });
    this.active = typed && this.shown.length ? 0 : -1;
    this.options.replaceChildren(...this.shown.map((choice, at) => h('li', {
      role: 'option', id: `${this.options.id}-${at}`, 'aria-selected': 'false', dir: 'auto',
      onmousedown: (event: Event) => {
        event.preventDefault();
        this.take(at);
      },
    }, choice.id ? choice.name : say('picks-new', { name: choice.name }))));
    this.options.hidden = !this.shown.length;
    this.input.setAttribute('aria-expanded', String(!this.options.hidden));
    this.point();
  }

  private close(): void {
    this.options.hidden = true;
    this.active = -1;
    this.input.setAttribute('aria-expanded', 'false');
    this.input.removeAttribute('aria-activedescendant');
  }

  private point(): void {
    [...this.options.children].forEach((option, at) => option.setAttribute('aria-selected', String(at === this.active)));
    const active = this.options.children[this.active];
    if (active) this.input.setAttribute('aria-activedescendant', active.id);
    else this.input.removeAttribute('aria-activedescendant');
    active?.scrollIntoView?.({ block: 'nearest' });
  }

  private take(at: number): void {
    const choice = this.shown[at];
    if (!choice) return;
    if (choice.id) this.add(choice);
    else void this.make(choice.name);
  }

  private key(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (this.options.hidden) return this.open();
      const count = this.shown.length;
      this.active = (this.active + (event.key === 'ArrowDown' ? 1 : count - (this.active < 0 ? 0 : 1))) % count;
      this.point();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (this.active >= 0) this.take(this.active);
    } else if (event.key === 'Escape' && !this.options.hidden) {
      event.preventDefault();
      event.stopPropagation();
      this.close();
    } else if (event.key === 'Backspace' && !this.input.value && this.chosen.length) this.remove(this.chosen.length - 1);
  }
}

/** A list of rows that people add and take away: sources, steps of access. */
export function rows<T>(options: {
  items: T[];
  row: (item: T, change: (item: T) => void) => HTMLElement[];
  fresh: () => T;
  addWord: string;
  removeWord: (item: T) => string;
  changed: (items: T[]) => void;
}): { element: HTMLElement; set: (items: T[]) => void } {
  let items = [...options.items];
  const list = h('ul', { class: 'rows' });
  const draw = (focus?: number) => {
    list.replaceChildren(...items.map((item, at) => {
      const change = (changed: T) => {
        items = items.map((old, index) => (index === at ? changed : old));
        options.changed(items);
      };
      const remove = signButton('✕', options.removeWord(item), () => {
        items = items.filter((_, index) => index !== at);
        draw();
        add.focus();
        options.changed(items);
      });
      return h('li', {}, ...options.row(item, change), remove);
    }));
    if (focus !== undefined) list.children[focus]?.querySelector<HTMLElement>('input,select')?.focus();
  };
  const add = button(options.addWord, () => {
    items = [...items, options.fresh()];
    draw(items.length - 1);
    options.changed(items);
  }, 'quiet');
  draw();
  return {
    element: h('div', {}, list, add),
    // Who is typing in a row goes on there: a list that was not drawn anew would bring the old rows back with the next key.
    set: fresh => {
      const focused = document.activeElement as HTMLInputElement | null;
      const controls = () => [...list.querySelectorAll<HTMLInputElement>('input,select,button')];
      const at = focused ? controls().indexOf(focused) : -1;
      const caret = at >= 0 ? focused?.selectionStart : null;
      items = [...fresh];
      draw();
      const again = at >= 0 ? controls()[at] : null;
      again?.focus();
      if (again && typeof caret === 'number') again.setSelectionRange(caret, caret);
    },
  };
}
