// The picture above a story.
import type { Uploads } from '../editor/uploads';
import { upload, type UploadedPicture } from '../saving/server';
import { button, field, h } from '../shared/dom';
import { say } from '../shared/words';
import type { LeadPicture } from '../story/types';
import { sentence, showIn } from './panel';

export function pictureField(options: {
  picture: LeadPicture | null;
  language: string;
  url: string;
  uploads: Uploads;
  askLibrary: (done: (picture: UploadedPicture) => void) => void;
  changed: (picture: LeadPicture | null) => void;
}): { element: HTMLElement; set: (picture: LeadPicture | null) => void } {
  let now = options.picture;
  const wrong = h('p', { class: 'wrong', role: 'alert' });
  const told = h('p', { role: 'status', class: 'hint' });
  const image = h('img', { alt: '' });
  const missing = h('p', { class: 'missing' }, say('alt-missing'));
  const change = (picture: LeadPicture | null) => {
    now = picture;
    draw();
    options.changed(picture);
  };
  const words = (['alt', 'caption', 'credit'] as const).map(name => {
    const made = field(say(name), h(name === 'credit' ? 'input' : 'textarea', { lang: options.language, spellcheck: 'true', rows: name === 'credit' ? null : 2 }));
    made.input.addEventListener('input', () => now && change({ ...now, [name]: made.input.value }));
    return { ...made, name };
  });
  const take = ({ file, alt, caption, credit }: LeadPicture) =>
    change({ file, alt: alt || now?.alt || '', caption: caption || now?.caption || '', credit: credit || now?.credit || '' });
  const file = field(say('picture-file'), h('input', { type: 'file', accept: 'image/*' }));
  file.input.addEventListener('change', () => {
    const chosen = file.input.files?.[0];
    if (chosen) void send(chosen);
  });
  const send = async (chosen: File) => {
    wrong.textContent = '';
    told.textContent = say('upload-under-way');
    try {
      const taken = await upload(options.url, chosen);
      options.uploads.know(taken);
      take(taken);
    } catch (failure) {
      wrong.textContent = sentence(failure);
    }
    told.textContent = '';
    file.input.value = '';
  };
  const drop = button(say('picture-remove'), () => change(null), 'quiet');
  const library = button(say('picture-library'), () => options.askLibrary(picture => {
    options.uploads.know(picture);
    take(picture);
  }));
  const box = h('div', { class: 'words' }, ...words.map(({ box }) => box), drop);
  words[0]?.box.append(missing);
  const draw = () => {
    image.hidden = box.hidden = !now;
    if (!now) return;
    const source = options.uploads.address(now.file);
    if (image.getAttribute('src') !== source) image.src = source;
    for (const { input, name } of words) showIn(input as HTMLInputElement, now[name] ?? '');
    missing.hidden = !!now.alt?.trim();
    words[0]?.input.setAttribute('aria-invalid', String(!now.alt?.trim()));
  };
  draw();
  return {
    element: h('div', { class: 'lead-picture' }, image, file.box, library, told, wrong, box),
    set: picture => {
      now = picture;
      draw();
    },
  };
}
