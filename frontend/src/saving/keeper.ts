// Writes what the server has not acknowledged to the browser's buffer, soon after each change.
import type { Document } from '../story/types';
import type { Buffer, Kept, Lasting } from './buffer';
import { Alarm, type Clock } from './clock';

/** A change is in the buffer this long after it at the latest; the writing itself takes some of the promised 300 ms. */
const KEEP_AFTER_MS = 200;

export interface ToKeep {
  version: number;
  base: number;
  document: Document;
  pending: Document | null;
}

export class Keeper {
  /** The version that the buffer holds. */
  version = 0;
  lasting: Lasting | 'no' = 'no';
  private stamp = 0;
  private writing: Promise<void> = Promise.resolve();
  private readonly alarm: Alarm;

  constructor(
    private readonly options: {
      key: string;
      story: string;
      clock: Clock;
      buffer: Buffer;
      /** What there is to keep; null when the server has everything. */
      read: () => ToKeep | null;
      kept: () => void;
    },
  ) {
    this.alarm = new Alarm(options.clock, () => void this.now());
  }

  /** A change has come: it will be kept soon. Later changes do not put it off. */
  soon(): void {
    if (!this.alarm.isSet) this.alarm.set(KEEP_AFTER_MS);
  }

  /** Keeps at once; resolves when it is kept, or cannot be. */
  now(): Promise<void> {
    this.alarm.stop();
    this.writing = this.writing.then(() => this.write());
    return this.writing;
  }

  /** The server has this version: the record goes, unless something newer has come. */
  acknowledged(version: number): void {
    this.writing = this.writing.then(async () => {
      if (this.version > version || this.stamp === 0) return;
      await this.options.buffer.drop(this.options.key, this.stamp).catch(() => undefined);
    });
  }

  private async write(): Promise<void> {
    const { buffer, clock, key, story } = this.options;
    const to = this.options.read();
    if (!to) return;
    const record: Kept = {
      key, story, base: to.base, document: to.document, pending: to.pending, at: clock.now(), stamp: ++this.stamp,
    };
    try {
      this.lasting = await buffer.keep(record);
      this.version = to.version;
    } catch {
      this.lasting = 'no';
    }
    this.options.kept();
  }
}
