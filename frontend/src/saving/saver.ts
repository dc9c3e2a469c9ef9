// Saving a story while it is written. One save is under way at a time; a save whose answer was lost is asked again,
// unchanged, before anything newer goes out, so that the server can tell the repetition from a second opinion.
import { canonicalDocument, same } from '../story/canonical';
import { mergeDocuments } from '../story/merge';
import type { Answer, Clash, Document } from '../story/types';
import type { Buffer, Kept } from './buffer';
import { Alarm, within, type Clock } from './clock';
import { Keeper, type ToKeep } from './keeper';
import type { Page, Transport } from './sides';
import type { Trouble } from './status';

const AFTER_KEYSTROKE_MS = 1_200;
const WHILE_TYPING_MS = 4_000;
/** Tor may need long; a save that takes longer counts as lost and is asked again. */
const ANSWER_MS = 30_000;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 30_000;
/** A disk that does not answer must not hold up the server. */
const KEEP_FIRST_MS = 250;

interface Sent {
  base: number;
  document: Document;
  version: number;
}

export class Saver {
  private version = 0;
  private savedVersion = 0;
  private savedAt: number | null = null;
  private mergedLast = false;
  private dirtySince = 0;
  private pending: Sent | null = null;
  private underWay: Promise<void> | null = null;
  private asked = false;
  private trouble: Trouble | null = null;
  private attempts = 0;
  private sentence = '';
  private frozenFor: 'clash' | 'asking-again' | null = null;
  private openClash: Clash | null = null;
  private inherited: Kept[] = [];
  private waiting: Kept[] = [];
  private readonly keeper: Keeper;
  private readonly saveAlarm: Alarm;

  constructor(
    private readonly options: {
      key: string;
      story: string;
      revision: number;
      document: Document;
      clock: Clock;
      transport: Transport;
      buffer: Buffer;
      page: Page;
    },
  ) {
    const { key, story, clock, buffer } = options;
    this.base = options.revision;
    this.known = canonicalDocument(options.document);
    this.keeper = new Keeper({ key, story, clock, buffer, read: () => this.toKeep(), kept: () => this.show() });
    this.saveAlarm = new Alarm(clock, () => void this.save());
  }

  /** The revision that the page's text was written on. */
  base: number;
  /** That revision's document. */
  private known: Document;

  get isClean(): boolean {
    return this.version === this.savedVersion && !this.pending;
  }

  /** Whether closing the page now would lose text. */
  get wouldLose(): boolean {
    return !this.isClean && (this.keeper.version < this.version || this.keeper.lasting !== 'browser');
  }

  /** Something was typed or set. */
  changed(): void {
    const { clock } = this.options;
    if (this.version === this.savedVersion) this.dirtySince = clock.now();
    this.version++;
    this.keeper.soon();
    if (this.trouble === 'refused') this.trouble = null;
    if (!this.trouble && !this.openClash) this.schedule();
    this.show();
  }

  /** Saves at once; true when the server has everything that is on the page. */
  async flush(): Promise<boolean> {
    for (let round = 0; round < 3 && !this.isClean && !this.openClash && this.trouble !== 'killed'; round++) {
      await this.save();
      if (this.trouble) break;
    }
    return this.isClean;
  }

  /** Keeps what there is in the browser, as when the page is about to go. */
  keepNow(): Promise<void> {
    return this.isClean ? Promise.resolve() : this.keeper.now();
  }

  /** The network is back, somebody signed in elsewhere, the window is looked at again: try now. */
  tryAgain(): void {
    if (this.trouble === 'offline' || this.trouble === 'signed-out') void this.save();
  }

  /** Texts of earlier pages that never got through: each is sent on with its own base. */
  inherit(records: Kept[]): void {
    this.waiting.push(...records);
    this.takeOver();
  }

  /** The server has a newer revision than ours. */
  async headIs(head: number): Promise<void> {
    if (head <= this.base || this.openClash) return;
    if (!this.isClean) return void this.save();
    const version = this.version;
    const found = await this.options.transport.head().catch(() => null);
    if (!found || found.revision <= this.base || this.version !== version || !this.isClean) return;
    this.base = found.revision;
    this.known = canonicalDocument(found.document);
    this.mergedLast = true;
    this.savedAt = this.options.clock.now();
    this.options.page.adopt(this.known);
    this.show();
  }

  /** The choice in a clash: saved on top of the head that was shown. */
  resolved(document: Document): void {
    const clash = this.openClash;
    if (!clash) return;
    this.openClash = null;
    this.base = clash.head;
    this.known = canonicalDocument(clash.document);
    this.options.page.adopt(document);
    this.thaw();
    this.version++;
    this.keeper.soon();
    void this.save();
  }

  private schedule(): void {
    const now = this.options.clock.now();
    this.saveAlarm.set(Math.min(AFTER_KEYSTROKE_MS, this.dirtySince + WHILE_TYPING_MS - now));
  }

  /** One save at a time; who asks while one is under way gets the next one as well. */
  private save(): Promise<void> {
    if (this.underWay) {
      this.asked = true;
      return this.underWay;
    }
    this.saveAlarm.stop();
    this.underWay = this.round().finally(() => {
      this.underWay = null;
      if (this.asked && !this.trouble) {
        this.asked = false;
        void this.save();
      }
    });
    return this.underWay;
  }

  private async round(): Promise<void> {
    if (this.openClash || this.trouble === 'killed') return;
    this.asked = false;
    if (!this.pending && !this.prepare()) {
      this.settled();
      return this.show();
    }
    const sent = this.pending;
    if (!sent) return;
    // What goes out is kept first: a page that dies with the answer must know what it had asked.
    if (this.keeper.version < sent.version || this.keeper.lasting === 'no') {
      await within(this.options.clock, KEEP_FIRST_MS, this.keeper.now());
    }
    this.show();
    const answer = await this.send(sent);
    this.take(sent, answer);
    this.show();
  }

  /** What goes out next; false when the server has it all. */
  private prepare(): boolean {
    if (this.version === this.savedVersion) return false;
    const document = canonicalDocument(this.options.page.current());
    if (same(document, this.known) && !this.inherited.length) {
      this.savedVersion = this.version;
      return false;
    }
    this.pending = { base: this.base, document, version: this.version };
    return true;
  }

  private async send(sent: Sent): Promise<Answer | null> {
    const stop = new AbortController();
    try {
      const answer = this.options.transport.save(sent.base, sent.document, stop.signal);
      return (await within(this.options.clock, ANSWER_MS, answer)) ?? null;
    } catch {
      return null;
    } finally {
      stop.abort();
    }
  }

  private take(sent: Sent, answer: Answer | null): void {
    if (!answer || answer.kind === 'busy') return this.failed('offline', answer?.after_ms);
    if (answer.kind === 'signed-out') {
      this.pending = null;
      this.sentence = answer.sentence ?? '';
      return this.failed('signed-out');
    }
    this.attempts = 0;
    this.trouble = null;
    this.pending = null;
    if (answer.kind === 'saved') this.acknowledged(sent, answer.revision, sent.document);
    else if (answer.kind === 'merged') this.merged(sent, answer.revision, canonicalDocument(answer.document));
    else if (answer.kind === 'clash') this.clashed(sent, answer.clash);
    else if (answer.kind === 'killed') this.end('killed');
    else this.end('refused', answer.sentence);
  }

  private acknowledged(sent: Sent, revision: number, known: Document): void {
    this.base = Math.max(this.base, revision);
    this.known = known;
    this.savedVersion = Math.max(this.savedVersion, sent.version);
    this.savedAt = this.options.clock.now();
    this.mergedLast = false;
    this.settled();
  }

  /** After an answer: the buffer's record goes when the server has all of it, else it gets its new base. */
  private settled(): void {
    this.thaw();
    if (this.version === this.savedVersion) {
      this.keeper.acknowledged(this.version);
      for (const { key, stamp } of this.inherited.splice(0)) void this.options.buffer.drop(key, stamp);
      return this.takeOver();
    }
    this.dirtySince = this.options.clock.now();
    this.keeper.soon();
    this.schedule();
  }

  private merged(sent: Sent, revision: number, document: Document): void {
    const typedSince = this.version !== sent.version;
    const merge = typedSince
      ? mergeDocuments(sent.document, document, this.options.page.current())
      : { document, places: [] };
    if (merge.places.length) {
      // The few words typed while the answer was on its way meet what somebody else wrote.
      return this.chooseIn({ head: revision, head_author: '', document, merged: merge.document, places: merge.places });
    }
    this.options.page.adopt(merge.document);
    this.acknowledged(sent, revision, document);
    this.mergedLast = true;
  }

  private clashed(sent: Sent, clash: Clash): void {
    if (this.version !== sent.version && this.frozenFor === null) {
      // More was typed meanwhile: nothing further is, and the server is asked about all of it.
      this.freeze('asking-again');
      this.asked = true;
      return;
    }
    this.chooseIn(clash);
  }

  private chooseIn(clash: Clash): void {
    this.openClash = clash;
    this.freeze('clash');
    this.keeper.soon();
    this.options.page.clash(clash);
  }

  private failed(trouble: 'offline' | 'signed-out', afterMs?: number): void {
    this.trouble = trouble;
    const wait = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.attempts++);
    this.saveAlarm.set(afterMs ?? (trouble === 'signed-out' ? Math.max(wait, 10_000) : wait));
    this.thaw();
    this.keeper.soon();
  }

  private end(trouble: 'killed' | 'refused', sentence = ''): void {
    this.trouble = trouble;
    this.sentence = sentence;
    if (trouble === 'killed') this.freeze('clash');
    else this.thaw();
    this.keeper.soon();
  }

  private freeze(why: 'clash' | 'asking-again'): void {
    this.frozenFor = why;
    this.options.page.freeze(true);
  }

  private thaw(): void {
    if (this.frozenFor === null || this.openClash || this.trouble === 'killed') return;
    this.frozenFor = null;
    this.options.page.freeze(false);
  }

  private takeOver(): void {
    if (!this.isClean || this.openClash || this.trouble) return;
    const record = this.waiting.shift();
    if (!record) return;
    const { page, buffer } = this.options;
    const document = canonicalDocument(record.document);
    if (same(document, this.known)) {
      void buffer.drop(record.key, record.stamp);
      return this.takeOver();
    }
    this.inherited.push(record);
    this.version++;
    this.base = record.base;
    // What the server had at that base is not known here, and need not be: the server merges.
    if (record.pending) this.pending = { base: record.base, document: canonicalDocument(record.pending), version: -1 };
    page.adopt(document);
    page.found(record);
    this.dirtySince = this.options.clock.now();
    this.keeper.soon();
    this.saveAlarm.set(0);
  }

  private toKeep(): ToKeep | null {
    if (this.isClean && !this.openClash) return null;
    const document = canonicalDocument(this.options.page.current());
    const pending = this.pending && !same(this.pending.document, document) ? this.pending.document : null;
    return { version: this.version, base: this.pending?.base ?? this.base, document, pending };
  }

  show(): void {
    const kept = this.keeper.version >= this.version ? this.keeper.lasting : 'no';
    this.options.page.show({
      is: this.openClash ? 'clash' : this.trouble ?? (this.underWay && !this.isClean ? 'saving' : this.isClean ? 'saved' : 'waiting'),
      at: this.savedAt,
      merged: this.mergedLast,
      kept,
      sentence: this.sentence,
    });
  }
}
