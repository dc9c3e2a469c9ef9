// Making elements without markup in strings: what people wrote can only ever become text.

type Child = Node | string | null | undefined | false;
type Attributes = Record<string, string | number | boolean | null | undefined | ((event: never) => void)>;

/** `h('button', { type: 'button', onclick: run, class: 'quiet' }, 'Words')`. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value as EventListener);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child): child is Node | string => !!child));
  return element;
}

let numbers = 0;

/** An id that no other element of the page has. */
export function freshId(name: string): string {
  return `${name}-${++numbers}`;
}

export interface Field<T extends HTMLElement> {
  box: HTMLElement;
  input: T;
}

/** A labelled control; the hint is tied to it, so that it is read out with it. */
export function field<T extends HTMLElement>(label: string, input: T, hint?: string): Field<T> {
  input.id ||= freshId('field');
  const box = h('div', { class: 'field' }, h('label', { for: input.id }, label), input);
  if (hint) {
    const about = h('p', { class: 'hint', id: `${input.id}-hint` }, hint);
    input.setAttribute('aria-describedby', about.id);
    box.append(about);
  }
  return { box, input };
}

export function button(label: string, run: () => void, kind = 'second'): HTMLButtonElement {
  return h('button', { type: 'button', class: kind, onclick: run }, label);
}

/** A button that shows a sign and says a word. */
export function signButton(sign: string, label: string, run: () => void): HTMLButtonElement {
  return h('button', { type: 'button', class: 'sign', 'aria-label': label, title: label, onclick: run }, sign);
}

export function select(options: { value: string; label: string }[], value: string): HTMLSelectElement {
  const element = h('select', {}, ...options.map(option => h('option', { value: option.value }, option.label)));
  element.value = value;
  return element;
}
