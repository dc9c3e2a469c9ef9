// Puts a fresh list in the place of the shown one, a row at a time. Nobody's focus, ticked box or reading place is
// disturbed: while somebody is in the list its rows keep their places, and what is new waits behind a button.
import { own } from '../shared/ownwords';

export class Lines {
  private readonly chip = document.createElement('button');
  private held: Element[] | null = null;

  constructor(private readonly list: HTMLElement) {
    this.chip.type = 'button';
    this.chip.className = 'chip';
    this.chip.hidden = true;
    this.chip.addEventListener('click', () => {
      if (this.held) this.place(this.held);
      const first = this.list.querySelector<HTMLElement>('a[href]');
      this.list.scrollIntoView({ block: 'nearest' });
      first?.focus();
    });
    const status = document.createElement('div');
    status.setAttribute('role', 'status');
    status.append(this.chip);
    list.parentElement?.insertBefore(status, list);
  }

  take(html: string): void {
    const template = document.createElement('template');
    template.innerHTML = html;
    const within = template.content.querySelector('[data-lines]') ?? template.content;
    const fresh = [...within.children].filter(row => row.id);
    this.swapChanged(fresh);
    if (!this.differs(fresh)) return this.release();
    if (this.isInUse()) this.hold(fresh);
    else this.place(fresh);
  }

  /** Rows that say something new are swapped where they stand. */
  private swapChanged(fresh: Element[]): void {
    for (const row of fresh) {
      const shown = this.shown(row.id);
      if (!shown || shown.isEqualNode(row)) continue;
      const focus = focusIn(shown);
      const next = row.cloneNode(true) as HTMLElement;
      keepTicks(shown, next);
      shown.replaceWith(next);
      if (focus !== null) focusables(next)[focus]?.focus({ preventScroll: true });
    }
  }

  private shown(id: string): HTMLElement | null {
    const row = document.getElementById(id);
    return row && this.list.contains(row) ? row : null;
  }

  private ids(): string[] {
    return [...this.list.children].map(row => row.id);
  }

  /** Whether rows would come, go or move. Rows below the fresh part - older pages, loaded by hand - are not its business. */
  private differs(fresh: Element[]): boolean {
    const wanted = fresh.map(row => row.id);
    const shown = this.ids().slice(0, this.covered(wanted));
    return wanted.length !== shown.length || wanted.some((id, at) => id !== shown[at]);
  }

  private covered(wanted: string[]): number {
    const ids = this.ids();
    let last = -1;
    ids.forEach((id, at) => wanted.includes(id) && (last = at));
    return last + 1;
  }

  /** A pointer over the list, a focus in it, or a list that has been scrolled: somebody is about to act on a row. */
  private isInUse(): boolean {
    const isScrolledInto = this.list.getBoundingClientRect().top < 0;
    return isScrolledInto || this.list.matches(':hover') || this.list.contains(document.activeElement);
  }

  private hold(fresh: Element[]): void {
    this.held = fresh;
    const ids = this.ids();
    const first = fresh.findIndex(row => row.id === ids[0]);
    const above = fresh.slice(0, first < 0 ? fresh.length : first).length || fresh.filter(row => !ids.includes(row.id)).length;
    this.chip.textContent = own('desk-new-above', 'New stories above: %n', { n: Math.max(1, above) });
    this.chip.hidden = false;
    const wanted = new Set(fresh.map(row => row.id));
    const covered = this.covered([...wanted]);
    [...this.list.children].forEach((row, at) => row.classList.toggle('gone', at < covered && !wanted.has(row.id)));
  }

  private release(): void {
    this.held = null;
    this.chip.hidden = true;
  }

  private place(fresh: Element[]): void {
    const focused = document.activeElement as HTMLElement | null;
    const wanted = new Set(fresh.map(row => row.id));
    const covered = this.covered([...wanted]);
    for (const row of [...this.list.children].slice(0, covered)) if (!wanted.has(row.id)) row.remove();
    let before: Element | null = null;
    for (const row of fresh) {
      const element: Element = this.shown(row.id) ?? (row.cloneNode(true) as Element);
      const next: Element | null = before ? before.nextElementSibling : this.list.firstElementChild;
      if (element !== next) this.list.insertBefore(element, next);
      before = element;
    }
    // An element that is moved loses the focus.
    if (focused && this.list.contains(focused) && document.activeElement !== focused) focused.focus({ preventScroll: true });
    this.release();
  }
}

const focusables = (row: Element) => [...row.querySelectorAll<HTMLElement>('a[href],button,input,select,summary')];

function focusIn(row: Element): number | null {
  if (!row.contains(document.activeElement)) return null;
  return Math.max(0, focusables(row).indexOf(document.activeElement as HTMLElement));
}

function keepTicks(from: Element, to: Element): void {
  for (const box of from.querySelectorAll<HTMLInputElement>('input[type=checkbox],input[type=radio]')) {
    const same = [...to.querySelectorAll<HTMLInputElement>('input')].find(other => other.name === box.name && other.value === box.value);
    if (same) same.checked = box.checked;
  }
}
