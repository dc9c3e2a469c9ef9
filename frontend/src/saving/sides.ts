// What a saver stands between: the page and the server.
import type { Answer, Clash, Document } from '../story/types';
import type { Kept } from './buffer';
import type { Status } from './status';

export interface Page {
  /** The document as it stands on the page. */
  current(): Document;
  /** Takes a document over from elsewhere, keeping the caret. */
  adopt(document: Document): void;
  /** Whether it may be typed in. */
  freeze(frozen: boolean): void;
  show(status: Status): void;
  clash(clash: Clash): void;
  /** Text was found that an earlier page had not got through. */
  found(record: Kept): void;
}

export interface Transport {
  save(base: number, document: Document, signal: AbortSignal): Promise<Answer>;
  head(): Promise<{ revision: number; document: Document }>;
}
