// A place on the page with its views: markup and words stand in the page's `<template>`s, in the page's language; here
// they are only shown and filled in. Nothing is ever made of markup in strings.

export type Values = Record<string, string | number | boolean>;
export type Actions = Record<string, () => void>;

export class Views {
  private readonly stage: HTMLElement;
  private readonly alert: HTMLElement;

  constructor(readonly root: HTMLElement) {
    this.stage = root.querySelector<HTMLElement>('[data-stage]') ?? root;
    this.alert = root.querySelector<HTMLElement>('[role=alert]') ?? root;
    root.hidden = false;
    document.querySelectorAll<HTMLElement>('[data-wallet-off]').forEach(element => (element.hidden = true));
  }

  /** Shows a view in place of the one before. */
  show(name: string, values: Values = {}, actions: Actions = {}): void {
    const isFirst = !this.stage.firstChild;
    this.stage.replaceChildren(this.made(name, values, actions));
    this.alert.textContent = '';
    // Who listens is told where they are; on opening the page that is said anyway.
    if (!isFirst) this.stage.querySelector<HTMLElement>('[tabindex="-1"]')?.focus();
  }

  /** Fills a list, in the view that is shown, with a copy of another view for each entry. */
  list(place: string, name: string, entries: { values: Values; actions?: Actions }[]): void {
    const made = entries.map(({ values, actions }) => this.made(name, values, actions ?? {}));
    this.part(place)?.replaceChildren(...made);
  }

  /** An element of the view that is shown. */
  part<T extends Element = HTMLElement>(name: string): T | null {
    return this.stage.querySelector<T>(`[data-part="${name}"]`);
  }

  /** Says a sentence; the page has it as `data-say`. */
  say(name: string, values: Values = {}): void {
    const sentence = this.root.querySelector<HTMLTemplateElement>(`template[data-say="${name}"]`);
    this.alert.textContent = filled(sentence?.content.textContent ?? name, values);
  }

  /** No second press while something is going on. */
  busy(isBusy: boolean): void {
    this.root.setAttribute('aria-busy', String(isBusy));
    this.stage.querySelectorAll('button').forEach(button => (button.disabled = isBusy));
  }

  /** `November 2026`, in the page's words. */
  month(epoch: string): string {
    const { months = '', month = '%month %year' } = this.root.dataset;
    return filled(month, { month: months.split('|')[Number(epoch.slice(5)) - 1] ?? epoch, year: epoch.slice(0, 4) });
  }

  /** A moment as the reader's own clock shows it. */
  moment(at: number): string {
    return new Date(at).toLocaleString(document.documentElement.lang || undefined, { dateStyle: 'medium', timeStyle: 'short' });
  }

  private made(name: string, values: Values, actions: Actions): DocumentFragment {
    const template = this.root.querySelector<HTMLTemplateElement>(`template[data-view="${name}"]`);
    const copy = document.importNode(template?.content ?? document.createDocumentFragment(), true);
    for (const element of copy.querySelectorAll<HTMLElement>('[data-text]')) element.textContent = filled(element.textContent ?? '', values);
    for (const element of copy.querySelectorAll<HTMLElement>('[data-if]')) element.hidden = !values[element.dataset.if ?? ''];
    for (const button of copy.querySelectorAll<HTMLElement>('[data-do]')) {
      const act = actions[button.dataset.do ?? ''];
      if (!act) button.remove();
      else if (button instanceof HTMLFormElement) button.addEventListener('submit', event => (event.preventDefault(), act()));
      else button.addEventListener('click', act);
    }
    return copy;
  }
}

const filled = (text: string, values: Values): string => text.replace(/%([a-z]+)/g, (whole, name: string) => (name in values ? String(values[name]) : whole)).trim();
