// A page, a clock and a line to the server that tests hold in their hands.
import { buffer, memoryShelf, type Buffer, type Kept } from '../../src/saving/buffer';
import type { Clock } from '../../src/saving/clock';
import { Saver } from '../../src/saving/saver';
import type { Page, Transport } from '../../src/saving/sides';
import { readAnswer } from '../../src/saving/server';
import type { Status } from '../../src/saving/status';
import { canonicalDocument } from '../../src/story/canonical';
import type { Clash, Document } from '../../src/story/types';
import type { FakeStory, Reply } from './story';

export class FakeClock implements Clock {
  private time = Date.UTC(2026, 10, 24, 14, 2);
  private timers: { at: number; run: () => void; id: number }[] = [];
  private ids = 0;

  now(): number {
    return this.time;
  }

  after(ms: number, run: () => void): number {
    this.timers.push({ at: this.time + ms, run, id: ++this.ids });
    return this.ids;
  }

  cancel(id: number): void {
    this.timers = this.timers.filter(timer => timer.id !== id);
  }

  /** Lets so much time pass; whatever becomes due runs in its order, promises in between. */
  async pass(ms: number): Promise<void> {
    const end = this.time + ms;
    await settle();
    for (;;) {
      const next = this.timers.filter(timer => timer.at <= end).sort((a, b) => a.at - b.at || a.id - b.id)[0];
      if (!next) break;
      this.time = Math.max(this.time, next.at);
      this.cancel(next.id);
      next.run();
      await settle();
    }
    this.time = end;
  }
}

export const settle = async () => {
  for (let round = 0; round < 3; round++) await new Promise(done => setImmediate(done));
};

/** What happens to a save: it arrives and is answered; arrives and the answer is lost; never arrives; comes late. */
export type Fault = 'none' | 'answer-lost' | 'never-arrives' | 'hangs' | 'error-500' | 'signed-out' | { late: number };

export class FakeLine implements Transport {
  faults: Fault[] = [];
  /** While set, every save meets it. */
  always: Fault | null = null;
  sent: { base: number; document: Document }[] = [];
  arrived = 0;

  constructor(private readonly story: FakeStory, private readonly author: string, private readonly clock: Clock) {}

  async save(base: number, document: Document) {
    const fault = this.always ?? this.faults.shift() ?? 'none';
    const sent = JSON.parse(JSON.stringify({ base, document })) as { base: number; document: Document };
    this.sent.push(sent);
    if (fault === 'never-arrives') throw new TypeError('network');
    if (fault === 'signed-out') return readAnswer(response({ status: 401, body: {} }));
    if (fault === 'error-500') return readAnswer(response({ status: 500, body: {} }));
    this.arrived++;
    const reply = this.story.save(this.author, sent);
    if (fault === 'answer-lost') throw new TypeError('network');
    if (fault === 'hangs') return new Promise<never>(() => undefined);
    if (typeof fault === 'object') await new Promise<void>(done => this.clock.after(fault.late, done));
    return readAnswer(response(reply));
  }

  async head() {
    return { revision: this.story.head, document: this.story.document };
  }
}

const response = ({ status, body }: Reply) => new Response(JSON.stringify(body), { status });

let pages = 0;

/** Somebody's open page. */
export class FakeDesk implements Page {
  document: Document;
  status: Status | null = null;
  frozen = false;
  clashes: Clash[] = [];
  foundRecords: Kept[] = [];
  adopted = 0;
  readonly line: FakeLine;
  readonly saver: Saver;

  constructor(readonly story: FakeStory, author: string, readonly clock: FakeClock, readonly buffer: Buffer = freshBuffer()) {
    this.document = canonicalDocument(story.document);
    this.line = new FakeLine(story, author, clock);
    this.saver = new Saver({
      key: `k${++pages}`, story: 's', revision: story.head, document: story.document, clock, transport: this.line, buffer: this.buffer, page: this,
    });
  }

  type(change: (document: Document) => Document): void {
    if (this.frozen) throw new Error('the page is frozen: nobody can type');
    this.document = change(this.document);
    this.saver.changed();
  }

  headline(words: string): void {
    this.type(document => ({ ...document, headline: words }));
  }

  /** Writes on in a paragraph, or puts a new one there. */
  paragraph(at: number, words: string): void {
    this.type(document => {
      const content = [...(document.body.content ?? [])];
      content[at] = { type: 'paragraph', content: [{ type: 'text', text: words }] };
      return { ...document, body: { type: 'doc', content } };
    });
  }

  lines(): string[] {
    return (this.document.body.content ?? []).map(block => block.content?.[0]?.text ?? block.type);
  }

  kept(): Promise<Kept[]> {
    return this.buffer.all('s');
  }

  current = () => this.document;
  adopt(document: Document) {
    this.document = JSON.parse(JSON.stringify(document)) as Document;
    this.adopted++;
  }
  freeze(frozen: boolean) {
    this.frozen = frozen;
  }
  show(status: Status) {
    this.status = status;
  }
  clash(clash: Clash) {
    this.clashes.push(clash);
  }
  found(record: Kept) {
    this.foundRecords.push(record);
  }
}

export const freshBuffer = () => buffer([{ shelf: memoryShelf(), lasting: 'browser' }]);
