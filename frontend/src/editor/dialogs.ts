// Small questions: a link, a card, a language, a picture of the library. Real dialogs with real forms; Escape closes
// them and the caret is where it was.
import { button, field, h, select } from '../shared/dom';
import { say } from '../shared/words';
import { findPictures, type UploadedPicture } from '../saving/server';
import { typedAddress } from '../story/link';

function ask(title: string, content: HTMLElement[], done: (form: HTMLFormElement) => boolean, closed: () => void, doneWord = say('done')): HTMLDialogElement {
  const heading = h('h2', { id: 'dialog-title' }, title);
  const dialog = h('dialog', { class: 'ask', 'aria-labelledby': 'dialog-title' });
  const form = h('form', { method: 'dialog', novalidate: true }, heading, ...content,
    h('div', { class: 'actions' }, h('button', { type: 'submit' }, doneWord), button(say('cancel'), () => dialog.close())));
  form.addEventListener('submit', event => {
    event.preventDefault();
    if (done(form)) dialog.close();
  });
  dialog.append(form);
  dialog.addEventListener('close', () => {
    dialog.remove();
    closed();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** A field of an address that says when it cannot be one. */
function addressField(value: string) {
  const address = field(say('address'), h('input', { type: 'text', inputmode: 'url', autocomplete: 'off', value, spellcheck: 'false' }));
  const wrong = h('p', { role: 'alert', class: 'wrong' });
  address.box.append(wrong);
  const read = (mayBeEmpty: boolean): string | null => {
    const typed = address.input.value.trim();
    const kept = typed ? typedAddress(typed) : mayBeEmpty ? '' : null;
    wrong.textContent = kept === null ? say('address-wrong') : '';
    address.input.setAttribute('aria-invalid', String(kept === null));
    if (kept === null) address.input.focus();
    return kept;
  };
  return { ...address, read };
}

export interface LinkAnswer {
  address: string;
  text: string;
  asSource: boolean;
}

export function askLink(given: { address: string; text: string; hasSelection: boolean }, done: (answer: LinkAnswer) => void, closed: () => void): void {
  const address = addressField(given.address);
  const text = field(say('link-text'), h('input', { type: 'text', value: given.text }));
  const source = h('input', { type: 'checkbox' });
  const content = [address.box];
  if (!given.hasSelection && !given.address) content.push(text.box);
  content.push(h('label', { class: 'choice' }, source, say('link-as-source')));
  if (given.address) content.push(h('p', { class: 'hint' }, say('link-empty-removes')));
  ask(say('link'), content, () => {
    const kept = address.read(given.address !== '');
    if (kept === null) return false;
    done({ address: kept, text: text.input.value.trim(), asSource: source.checked && kept !== '' });
    return true;
  }, closed);
}

export function askCard(given: string, done: (card: { address: string; title: string; description: string }) => void, closed: () => void): void {
  const address = addressField(given);
  const title = field(say('card-title'), h('input', { type: 'text' }));
  const description = field(say('card-description'), h('input', { type: 'text' }), say('card-hint'));
  ask(say('card'), [address.box, title.box, description.box], () => {
    const kept = address.read(false);
    if (kept === null) return false;
    done({ address: kept, title: title.input.value.trim(), description: description.input.value.trim() });
    return true;
  }, closed);
}

export function askLanguage(languages: { tag: string; name: string }[], now: string, done: (tag: string) => void, closed: () => void): void {
  const none = { value: '', label: say('language-own') };
  const choice = field(say('language'), select([none, ...languages.map(({ tag, name }) => ({ value: tag, label: name }))], now), say('language-hint'));
  ask(say('language'), [choice.box], () => {
    done(choice.input.value);
    return true;
  }, closed);
}

export function askLibrary(url: string, done: (picture: UploadedPicture) => void, closed: () => void): void {
  const words = field(say('library-search'), h('input', { type: 'search', autocomplete: 'off' }));
  const told = h('p', { role: 'status', class: 'hint' });
  const list = h('div', { class: 'shelf', role: 'radiogroup', 'aria-label': say('picture-library') });
  let found: UploadedPicture[] = [];
  let asked = 0;
  const search = async () => {
    const number = ++asked;
    try {
      const pictures = await findPictures(url, words.input.value.trim());
      if (number !== asked) return;
      found = pictures;
      list.replaceChildren(...found.map((picture, index) =>
        h('label', { class: 'shelved' }, h('input', { type: 'radio', name: 'picture', value: index }),
          h('img', { src: picture.url, alt: '', loading: 'lazy' }),
          h('span', {}, picture.alt || picture.caption || picture.file))));
      told.textContent = found.length ? '' : say('library-nothing');
    } catch {
      told.textContent = say('library-not-there');
    }
  };
  let timer = 0;
  words.input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void search(), 250);
  });
  words.input.addEventListener('keydown', event => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    void search();
  });
  ask(say('picture-library'), [words.box, told, list], form => {
    const picture = found[Number(new FormData(form).get('picture') ?? -1)];
    if (picture) done(picture);
    else told.textContent = say('library-choose');
    return !!picture;
  }, closed, say('library-take'));
  void search();
}
