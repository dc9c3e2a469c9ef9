// The story editor's island: takes the page's form over, puts the parts together, and saves.
import { clashPanel } from './editor/clash';
import { Presence } from './editor/presence';
import { StateLine } from './editor/stateline';
import { Uploads } from './editor/uploads';
import { hasWall } from './editor/wall';
import { WallCare } from './editor/wallcare';
import { Writing } from './editor/writing';
import { askLibrary } from './editor/dialogs';
import { askPublish, offerPublishing, saveBeforeForms } from './editor/forms';
import { Panel } from './panel/panel';
import { browserBuffer, holdKey, livingKeys } from './saving/buffer';
import { browserClock } from './saving/clock';
import { Saver } from './saving/saver';
import { transport } from './saving/server';
import { h, signButton } from './shared/dom';
import { countDown } from './shared/undo';
import { say, speak } from './shared/words';
import { linesOf } from './story/counts';
import type { Clash, Document, StoryData } from './story/types';
import { clockTime, knownZone } from './story/zone';

function start(form: HTMLFormElement, data: StoryData): void {
  speak(data.words);
  const zone = knownZone(data.zone);
  const interfaceLanguage = document.documentElement.lang || 'en';
  const time = (at: number) => clockTime(at, interfaceLanguage, zone);
  const storyUrl = data.urls.story ?? `/desk/story/${data.id}`;
  const key = `${data.id}/${freshKey()}`;
  const small = data.urls.small ?? '/desk/pictures/{id}/small';
  const uploads = new Uploads(data.urls.pictures ?? '/desk/pictures', file => small.replace('{id}', file.replace(/\.[a-z0-9]+$/i, '')));

  // The fields that are not the body live here; the body lives in its view.
  const fields: Document = { ...data.document };
  const buffer = browserBuffer();
  const notices = h('div', { class: 'notices', role: 'status' });
  const tell = (words: string) => {
    const notice = h('p', { class: 'told' }, words, signButton('✕', say('notice-away'), () => notice.remove()));
    notices.append(notice);
  };
  const clashes = h('div', { class: 'clashes' });
  const changed = (part: Partial<Document>) => {
    Object.assign(fields, part);
    saver.changed();
  };
  const adopt = (document: Document) => {
    for (const name of Object.keys(fields)) if (!(name in document)) delete (fields as unknown as Record<string, unknown>)[name];
    Object.assign(fields, document);
    writing.show(document);
    panel.show(document);
    wallCare.adopted(hasWall(writing.body.view.state.doc));
  };

  const writing = new Writing({
    data, document: data.document, uploads, changed, tell,
    bodyChanged: () => {
      saver.changed();
      wallCare.wrote(hasWall(writing.body.view.state.doc));
    },
    addSource: (name, address) => {
      changed({ sources: Panel.withSource(fields, { name: name || address, address, kind: /^https?:\/\/t\.me\//.test(address) ? 'telegram' : 'media' }) });
      panel.show(fields);
      tell(say('source-added'));
    },
  });
  const panel = new Panel({
    data, zone, document: data.document, uploads, changed, tell,
    saved: async () => ((await saver.flush()) ? saver.base : null),
    askLibrary: done => askLibrary(writing.libraryUrl, done, () => undefined),
  });
  panel.element.dataset.presence = 'panel';
  const wallCare = new WallCare({
    access: () => fields.access ?? [],
    change: access => {
      changed({ access });
      panel.show(fields);
    },
    stands: stands => panel.wall(stands),
    tell,
  }, hasWall(writing.body.view.state.doc));

  const saver: Saver = new Saver({
    key, story: data.id, revision: data.revision, document: data.document, clock: browserClock, transport: transport(storyUrl), buffer,
    page: {
      current: () => ({ ...fields, body: writing.body.json() }),
      adopt,
      freeze: frozen => {
        writing.freeze(frozen);
        panel.element.inert = frozen;
      },
      show: status => {
        stateLine.show(status);
        if (saver.base !== data.published_revision) offerPublishing();
      },
      clash: clash => showClash(clash),
      found: () => tell(say('found-unsaved')),
    },
  });
  const showClash = (clash: Clash) => {
    const chooser = clashPanel(clash, data, document => {
      chooser.remove();
      saver.resolved(document);
      writing.body.view.focus();
    });
    clashes.replaceChildren(chooser);
    chooser.querySelector('h2')?.focus();
    chooser.scrollIntoView({ block: 'start' });
  };
  const stateLine = new StateLine({
    signInUrl: data.urls.sign_in ?? '/desk/sign-in', save: () => void saver.flush(), time,
    saveAsFile: () => saveAsFile({ ...fields, body: writing.body.json() }, data.id),
  });
  const presence = new Presence({
    story: storyUrl, id: data.id, live: data.urls.live ?? '/desk/live', time: at => time(Date.parse(at)),
    head: head => void saver.headIs(head),
  });

  // What the server drew for browsers without scripts makes room; what it wants to stay says so.
  for (const child of [...form.children]) if (!child.hasAttribute('data-keep')) child.remove();
  for (const other of document.querySelectorAll('.slug-form')) other.remove();
  form.append(h('div', { class: 'editor' }, h('div', { class: 'top' }, stateLine.element, presence.element), notices, clashes, writing.element));
  // Beside the text, below what can be done with the story; on a page without such a side, below the text.
  const side = document.querySelector('.side');
  if (side) (side.querySelector('.acts') ?? side.firstElementChild)?.after(panel.element);
  else form.append(panel.element);
  form.noValidate = true;
  form.addEventListener('submit', event => {
    event.preventDefault();
    void saver.flush();
  });
  // The headline's field says it from now on, large; the heading stays for those who hear the page.
  document.querySelector('.story-head h1')?.classList.add('unseen');
  writing.settle();
  saver.show();
  if (!data.rights.edit) {
    panel.element.inert = true;
    stateLine.element.hidden = true;
  }
  holdKey(key);
  presence.start();
  safety(saver, uploads);
  keepPage();
  shortcuts(saver);
  saveBeforeForms(storyUrl, saver, tell);
  countDown();
  if (data.rights.edit) void takeUp(saver, data.id, key, buffer);
}

/**
 * Text of earlier pages that are gone and had not got through. A page that is being reloaded counts as living for a
 * moment longer, so those that seem to live are looked at again.
 */
async function takeUp(saver: Saver, story: string, own: string, buffer: ReturnType<typeof browserBuffer>): Promise<void> {
  const taken = new Set([own]);
  for (const wait of [0, 1_000, 3_000, 10_000]) {
    await new Promise(done => setTimeout(done, wait));
    const [records, living] = await Promise.all([buffer.all(story), livingKeys()]);
    const left = records.filter(record => !taken.has(record.key));
    const gone = left.filter(record => !living.has(record.key));
    for (const record of gone) taken.add(record.key);
    saver.inherit(gone);
    if (gone.length === left.length) return;
  }
}

/** Nothing is lost by leaving: kept and sent when the page goes, a question only when neither is possible. */
function safety(saver: Saver, uploads: Uploads): void {
  window.addEventListener('beforeunload', event => {
    void saver.keepNow();
    if (saver.wouldLose || uploads.areUnderWay) event.preventDefault();
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'hidden') return saver.tryAgain();
    void saver.keepNow();
    void saver.flush();
  });
  window.addEventListener('pagehide', () => void saver.keepNow());
  window.addEventListener('online', () => saver.tryAgain());
  window.addEventListener('focus', () => saver.tryAgain());
}

/** A file that misses the text would be opened by the browser in place of the page. */
function keepPage(): void {
  for (const kind of ['dragover', 'drop'] as const) {
    window.addEventListener(kind, event => {
      const isTaken = event.defaultPrevented || (event.target as Element | null)?.closest?.('input[type=file]');
      if (isTaken || !event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'none';
    });
  }
}

function shortcuts(saver: Saver): void {
  document.addEventListener('keydown', event => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    if (event.code === 'KeyS') {
      event.preventDefault();
      void saver.flush();
    } else if (event.key === 'Enter' && !document.querySelector('dialog[open]')) {
      event.preventDefault();
      askPublish();
    }
  }, { capture: true });
}

function saveAsFile(document: Document, id: string): void {
  const text = [document.headline, document.deck, ...linesOf(document.body)].filter(Boolean).join('\n\n');
  const link = h('a', { href: URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' })), download: `${id}.txt` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Not a secret, only not the same as another page's. */
function freshKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(8))].map(byte => byte.toString(16).padStart(2, '0')).join('');
}

const form = document.querySelector<HTMLFormElement>('form#story');
const told = document.getElementById('story-data')?.textContent;
if (form && told) start(form, JSON.parse(told) as StoryData);
