// Single keys on the desk's list: j and k move, Enter opens, n is a new story, / searches, ? helps. They can be switched
// off in the help, for those whose keyboards or voices type them by accident (WCAG 2.1.4).
import { own } from '../shared/ownwords';

const SWITCH = 'vestka-desk-keys';

export function deskKeys(list: HTMLElement): void {
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || isTyping(event.target)) return;
    const key = keyOf(event);
    if (key === '?') help();
    else if (!isOn() || document.querySelector('dialog[open]')) return;
    else if (key === 'j') move(list, 1);
    else if (key === 'k') move(list, -1);
    else if (key === 'n') document.querySelector<HTMLElement>('[data-new]')?.click();
    else if (key === '/') document.querySelector<HTMLElement>('[data-search],input[type=search]')?.focus();
    else return;
    event.preventDefault();
  });
}

/** By the key's place where the layout is not Latin. */
function keyOf(event: KeyboardEvent): string {
  if (event.key === '?' || (event.code === 'Slash' && event.shiftKey && event.key === ',')) return '?';
  if (event.key === '/' || (event.code === 'Slash' && event.key === '.')) return '/';
  return /[^\u0000-\u007f]/.test(event.key) ? event.code.replace('Key', '').toLowerCase() : event.key;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

function isOn(): boolean {
  try {
    return localStorage.getItem(SWITCH) !== 'off';
  } catch {
    return true;
  }
}

/** The focus goes from link to link, so that Enter opens without any help of ours. */
function move(list: HTMLElement, step: number): void {
  const links = [...list.querySelectorAll('.line')].map(row => row.querySelector<HTMLElement>('a[href]')).filter((link): link is HTMLElement => !!link);
  const here = links.findIndex(link => link.closest('.line')?.contains(document.activeElement));
  const next = links[here < 0 ? (step > 0 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, here + step))];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

function help(): void {
  const open = document.querySelector<HTMLDialogElement>('dialog.keys');
  if (open) return open.close();
  const dialog = document.createElement('dialog');
  dialog.className = 'ask keys';
  dialog.setAttribute('aria-labelledby', 'keys-title');
  const heading = element('h2', own('desk-help', 'Keys'));
  heading.id = 'keys-title';
  const pairs = document.createElement('dl');
  pairs.className = 'pairs';
  for (const [keys, words] of [
    ['j k', own('desk-help-move', 'Next, previous story')],
    ['Enter', own('desk-help-open', 'Open the story')],
    ['n', own('desk-help-new', 'New story')],
    ['/', own('desk-help-find', 'Search')],
    ['?', own('desk-help-help', 'This help')],
  ] as const) pairs.append(wrapped('dt', keys.split(' ').flatMap(key => [element('kbd', key), ' '])), element('dd', words));
  const form = document.createElement('form');
  form.method = 'dialog';
  form.append(heading, pairs, onSwitch(), wrapped('div', [element('button', own('desk-help-close', 'Close'))], 'actions'));
  dialog.append(form);
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function onSwitch(): HTMLElement {
  const box = document.createElement('input');
  box.type = 'checkbox';
  box.checked = isOn();
  box.addEventListener('change', () => {
    try {
      localStorage.setItem(SWITCH, box.checked ? 'on' : 'off');
    } catch {
      // Not remembered where the browser keeps nothing.
    }
  });
  const label = wrapped('label', [box, own('desk-help-on', 'Single keys work on this page')], 'choice');
  return label;
}

function element(tag: string, words: string): HTMLElement {
  return wrapped(tag, [words]);
}

function wrapped(tag: string, children: (Node | string)[], name = ''): HTMLElement {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(...children);
  return made;
}
