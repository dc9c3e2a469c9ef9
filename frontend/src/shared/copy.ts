// What somebody has to carry elsewhere: a field that is chosen whole when it is entered, with a button that copies it.
// Without this script it is a field like any other, which keys choose and copy too.

import { button, h } from './dom';

/** Gives every `input[data-copy]` its button; `data-copy` is what the button says, `data-copied` what it has done. */
export function copies(): void {
  for (const field of document.querySelectorAll<HTMLInputElement>('input[data-copy]')) {
    const told = h('span', { class: 'soft', role: 'status' });
    const copy = async () => {
      told.textContent = '';
      if (await taken(field)) told.textContent = field.dataset.copied ?? '';
    };
    field.addEventListener('focus', () => field.select());
    // The page may have entered it before this script came.
    if (document.activeElement === field) field.select();
    field.after(h('span', { class: 'actions' }, button(field.dataset.copy ?? '', () => void copy()), told));
  }
}

/** Whether the field's text is on the clipboard. Browsers keep it from pages without HTTPS; the older way is left then. */
async function taken(field: HTMLInputElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    field.focus();
    field.select();
    return document.execCommand('copy');
  }
}
