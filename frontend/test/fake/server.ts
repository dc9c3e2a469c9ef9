// The desk's server for browser tests: the story's page under the desk's policy, the contract's addresses, and faults.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { FakeStory } from './story';
import { story as bare } from './words';
import type { Document, StoryData } from '../../src/story/types';

const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; form-action 'self'";
const assets = join(process.env.FRONTEND ?? '.', '../crates/newsroom/assets');
const POINT = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

export class FakeServer {
  readonly stories = new Map<string, FakeStory>();
  readonly violations: string[] = [];
  uploads = 0;
  /** While set, saves are answered so. */
  fault: number | 'hang' | null = null;
  lines: { id: string; headline: string; state: string }[] = [];
  private readonly listeners = new Set<ServerResponse>();
  private server!: Server;

  async start(): Promise<string> {
    this.server = createServer((request, response) => void this.answer(request, response).catch(failure => {
      response.writeHead(500).end(String(failure));
      this.violations.push(String(failure));
    }));
    await new Promise<void>(done => this.server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  open(id: string, document: Document): FakeStory {
    const made = new FakeStory(document);
    this.stories.set(id, made);
    return made;
  }

  tell(event: string, data: unknown): void {
    for (const one of this.listeners) one.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** Ends the live lines, as when the server goes. */
  hangUp(): void {
    for (const one of this.listeners) one.destroy();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://x');
    const author = /user=(\w+)/.exec(request.headers.cookie ?? '')?.[1] ?? 'ada';
    const send = (status: number, body: string | Buffer, type = 'application/json') =>
      response.writeHead(status, { 'content-type': type, 'content-security-policy': POLICY, 'cache-control': 'no-store' }).end(body);
    const json = (status: number, body: unknown) => send(status, JSON.stringify(body));
    const body = await new Promise<Buffer>(done => {
      const parts: Buffer[] = [];
      request.on('data', part => parts.push(part as Buffer));
      request.on('end', () => done(Buffer.concat(parts)));
    });
    const asset = /^\/desk\/assets\/([\w.]+)$/.exec(url.pathname)?.[1];
    if (asset) return void send(200, readFileSync(join(assets, asset)), asset.endsWith('.css') ? 'text/css' : 'text/javascript');
    if (url.pathname === '/desk/live') {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' }).write('retry: 500\n\n');
      this.listeners.add(response);
      return void request.on('close', () => this.listeners.delete(response));
    }
    if (url.pathname === '/desk' || url.pathname === '/desk/') {
      const isFragment = request.headers.accept?.includes('fragment=lines');
      return void send(200, isFragment ? this.list() : page('Desk', `<h1>Desk</h1><form class="undo" data-undo-ms="2500"><button>Take it back <span data-undo-left></span></button></form><button data-new>New</button><input type="search" aria-label="Search" data-search><div>${this.list()}</div>`, 'desk'), 'text/html; charset=utf-8');
    }
    if (url.pathname === '/desk/pictures' && request.method === 'POST') {
      this.uploads++;
      if (!body.includes('name="file"')) return void json(422, { error: 'No file.' });
      return void json(200, { id: 'abc', file: `abc${this.uploads}.webp`, width: 1, height: 1, url: '/desk/pictures/abc/small', alt: '', caption: '', credit: '' });
    }
    if (url.pathname === '/desk/pictures.json') return void json(200, { pictures: [{ file: 'lib.webp', url: '/desk/pictures/lib/small', alt: 'From the library', caption: '', credit: '' }] });
    if (/^\/desk\/pictures\/\w+\/small$/.test(url.pathname)) return void send(200, POINT, 'image/png');
    if (url.pathname === '/desk/topics') return void json(200, { id: 'new-topic', name: (JSON.parse(body.toString()) as { name: string }).name });
    if (url.pathname === '/desk/told') return void send(200, page('Told', '<h1>Told</h1>', null), 'text/html; charset=utf-8');
    const [, id, what] = /^\/desk\/story\/([\w-]+)(?:\/([\w.]+))?$/.exec(url.pathname) ?? [];
    const story = this.stories.get(id ?? '');
    if (!story || !id) return void send(404, '', 'text/plain');
    switch (what) {
      case undefined:
        return void send(200, storyPage(data(id, story, author)), 'text/html; charset=utf-8');
      case 'head':
        return void json(200, { revision: story.head, document: story.document });
      case 'presence':
        return void json(200, { others: author === 'ada' ? [] : [{ name: 'Ada', since: '2026-11-24T12:02:00Z', field: 'body' }], head: story.head, head_author: 'Ada' });
      case 'slug':
        return void json(200, { slug: (JSON.parse(body.toString()) as { slug: string }).slug });
      case 'publication':
        return void send(200, page('Told', `<h1>Published</h1><p id="told">${body.toString()}</p>`, null), 'text/html; charset=utf-8');
      case 'revisions': {
        if (this.fault === 'hang') return;
        if (this.fault) return void json(this.fault, {});
        const reply = story.save(author, JSON.parse(body.toString()));
        if (reply.status === 200) this.tell('story', { id });
        return void json(reply.status, reply.body);
      }
      default:
        return void send(404, '', 'text/plain');
    }
  }

  private list(): string {
    const states = [...new Set(this.lines.map(line => line.state))];
    const rows = states.map(state => {
      const lines = this.lines.filter(line => line.state === state);
      return `<li class="group" id="group-${state}"><h2>${state} <span class="count">${lines.length}</span></h2></li>${lines.map(({ id, headline }) => `<li class="line" id="line-${id}"><p class="what"><a href="/desk/story/${id}">${headline}</a></p></li>`).join('')}`;
    });
    return `<ol class="lines" data-lines data-live="/desk/live" aria-label="Stories">${rows.join('')}</ol>`;
  }
}

export function data(id: string, story: FakeStory, author: string): StoryData {
  return {
    id, revision: story.head, language: 'be', dir: 'ltr', state: 'published', document: story.document, slug: 'ferry', number: 7,
    published_revision: 1, rights: { edit: true, publish: true, kill: true }, me: { id: author, name: author },
    choices: {
      sections: [{ id: 'politics', name: 'Палітыка' }, { id: 'economy', name: 'Эканоміка' }, { id: 'culture', name: 'Культура' }],
      topics: [{ id: 'ferries', name: 'Паромы' }, { id: 'prices', name: 'Цэны' }],
      people: [{ id: 'a-writer', name: 'А. Аўтар' }],
      languages: [{ tag: 'be', name: 'Беларуская' }, { tag: 'en', name: 'English' }, { tag: 'be-Latn', name: 'Łacinka' }],
    },
    versions: [{ id: 'other', language: 'en', state: 'draft', headline: 'The ferry sails again' }],
    words: {}, undo_ms: 10_000, urls: {}, zone: 'Europe/Vilnius',
  };
}

function storyPage(data: StoryData): string {
  const text = JSON.stringify(data).replace(/</g, '\\u003c');
  return page('Story', `<header class="story-head"><h1>${data.document.headline}</h1></header>
<div class="story"><form id="story" class="story-form" method="post" action="/desk/story/${data.id}/revisions"><input type="hidden" name="base" value="1"><label>Headline <textarea name="headline"></textarea></label></form>
<aside class="side" aria-label="Beside"><section class="acts" aria-labelledby="acts"><h2 id="acts">Acts</h2><form id="publish" class="publish" method="post" action="/desk/story/${data.id}/publication"><input type="hidden" name="revision" value="1"><p class="soft">Readers have it.</p><details><summary>Access</summary><select aria-label="Access" name="access"></select></details></form></section>
<section aria-labelledby="notes"><h2 id="notes">Notes</h2></section></aside></div>
<script type="application/json" id="story-data">${text}</script>`, 'editor');
}

function page(title: string, content: string, script: string | null): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,"><link rel="stylesheet" href="/desk/assets/desk.css"><link rel="stylesheet" href="/desk/assets/editor.css">${script ? `<script src="/desk/assets/${script}.js" defer></script>` : ''}</head>
<body><header class="bar"><p class="wordmark"><a href="/desk">Kropka</a></p></header><main id="content">${content}</main></body></html>`;
}

export const EXAMPLE: Document = {
  ...bare('Паром зноў ходзіць двойчы на дзень праз возера, якое да вясны не замерзне'),
  deck: 'Да вясны ён будзе хадзіць двойчы на дзень, паведаміў порт.',
  place: 'Вільня', sections: ['economy', 'politics'], topics: ['ferries'], bylines: ['a-writer'], urgency: 3,
  sources: [{ name: 'Порт', address: 'https://example.org/port', kind: 'official' }],
  access: [{ after_hours: 0, level: 'plus' }, { after_hours: 48, level: 'open' }],
  body: {
    type: 'doc',
    content: [
      { type: 'paragraph', content: [{ type: 'text', text: 'Паром зноў ходзіць. Пра гэта паведаміў ' }, { type: 'text', text: 'порт', marks: [{ type: 'link', attrs: { address: 'https://example.org/port' } }] }, { type: 'text', text: '.' }] },
      { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Што вядома' }] },
      { type: 'quotation', attrs: { attribution: 'Наша Доля, у Telegram' }, content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Людзі чакалі тыдзень.' }] }] },
      { type: 'plus', content: [
        { type: 'paragraph', content: [{ type: 'text', text: 'Гэта чытаюць падпісчыкі.' }] },
        { type: 'bullet_list', content: [{ type: 'list_item', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'адзін' }] }] }, { type: 'list_item', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'два' }] }] }] },
        { type: 'picture', attrs: { file: 'abc.webp', caption: 'Паром' } },
        { type: 'table', content: [{ type: 'table_row', content: [{ type: 'table_header', content: [{ type: 'text', text: 'Год' }] }, { type: 'table_header', content: [{ type: 'text', text: 'Доля' }] }] }, { type: 'table_row', content: [{ type: 'table_cell', content: [{ type: 'text', text: '2025' }] }, { type: 'table_cell', content: [{ type: 'text', text: '4 %' }] }] }] },
        { type: 'card', attrs: { address: 'https://example.org/video', title: 'Відэа', description: 'Дзве хвіліны.' } },
      ] },
    ],
  },
};
