// Puts a fresh list in the place of the shown one. Nobody's focus, ticked box or reading place is disturbed: a row that
// says something new is swapped where it stands; rows come, go and move only while nobody is in the list, else what is
// new waits behind a button.
import { own } from '../shared/ownwords';

const ROW = '.line[id]';
/** Everything that may say something new where it stands: headings count their stories. */
const PART = 'li[id]';

export class Lines {
  private readonly chip = document.createElement('button');
  private held: DocumentFragment | null = null;

  /** `list` is the box around the list, which is drawn anew with all that belongs to it. */
  constructor(private readonly list: HTMLElement) {
    this.chip.type = 'button';
    this.chip.className = 'chip second';
    this.chip.hidden = true;
    this.chip.addEventListener('click', () => {
      if (this.held) this.place(this.held);
      this.list.querySelector<HTMLElement>(`${ROW} a[href]`)?.focus();
    });
    const status = document.createElement('div');
    status.className = 'chips';
    status.setAttribute('role', 'status');
    status.append(this.chip);
    list.before(status);
  }

  take(html: string): void {
    const template = document.createElement('template');
    template.innerHTML = html;
    const fresh = template.content;
    this.swapChanged(fresh);
    if (structure(fresh) === structure(this.list)) return this.release();
    if (this.isInUse()) this.hold(fresh);
    else this.place(fresh);
  }

  private swapChanged(fresh: DocumentFragment): void {
    for (const row of fresh.querySelectorAll(PART)) {
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

  /** A pointer over the list, a focus or a marked text in it, or a list scrolled into: somebody is about to act. */
  private isInUse(): boolean {
    const selection = document.getSelection();
    const isMarked = !!selection && !selection.isCollapsed && this.list.contains(selection.anchorNode);
    const isScrolledInto = this.list.getBoundingClientRect().top < 0;
    return isMarked || isScrolledInto || this.list.matches(':hover') || this.list.contains(document.activeElement);
  }

  private hold(fresh: DocumentFragment): void {
    this.held = fresh;
    const ids = new Set([...this.list.querySelectorAll(ROW)].map(row => row.id));
    const rows = [...fresh.querySelectorAll(ROW)];
    const wanted = new Set(rows.map(row => row.id));
    const n = Math.max(1, rows.filter(row => !ids.has(row.id)).length);
    this.chip.textContent = own('desk-new-above', 'New stories above: %n', { n });
    this.chip.hidden = false;
    for (const row of this.list.querySelectorAll(ROW)) row.classList.toggle('gone', !wanted.has(row.id));
  }

  private release(): void {
    this.held = null;
    this.chip.hidden = true;
    for (const row of this.list.querySelectorAll('.gone')) row.classList.remove('gone');
  }

  /** The whole list anew, made of the rows that are there already: they keep their state. */
  private place(fresh: DocumentFragment): void {
    const focused = document.activeElement as HTMLElement | null;
    const row = focused && this.list.contains(focused) ? focused.closest(ROW) : null;
    const focus = row && focusIn(row);
    this.release();
    for (const row of fresh.querySelectorAll(ROW)) {
      const shown = this.shown(row.id);
      if (shown) row.replaceWith(shown);
    }
    this.list.replaceChildren(fresh);
    // What is moved loses the focus.
    if (row && focus !== null) focusables(this.shown(row.id) ?? row)[focus]?.focus({ preventScroll: true });
  }
}

/** Which headings and rows stand there, in order, and what leads on. */
function structure(root: ParentNode): string {
  return [...root.querySelectorAll(`${PART}, .more a`)].map(part => part.id || (part.getAttribute('href') ?? '')).join(' ');
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
