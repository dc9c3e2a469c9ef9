// Pictures on their way to the library. A picture stands in the text as soon as it is dropped; it is no part of the
// story until the server has taken it, and says so.
import type { EditorView } from 'prosemirror-view';
import { Refused, upload, type UploadedPicture } from '../saving/server';
import { insertBlock } from './commands';

export interface Upload {
  file: File;
  /** For showing it before the server has it. */
  preview: string;
  state: 'under-way' | 'waiting' | 'refused';
  sentence: string;
}

const RETRY_MS = [2_000, 5_000, 15_000, 30_000];
const PICTURES = /^image\/(png|jpeg|gif|webp|avif|heic|tiff|bmp)$/;

export class Uploads {
  private readonly all = new Map<string, Upload>();
  private readonly seen = new Map<string, string>();
  private numbers = 0;
  private readonly listeners = new Set<(number: string) => void>();

  constructor(private readonly url: string, private readonly small: (file: string) => string) {}

  get areUnderWay(): boolean {
    return [...this.all.values()].some(one => one.state !== 'refused');
  }

  fresh(): string {
    return `u${++this.numbers}`;
  }

  get(number: string): Upload | undefined {
    return this.all.get(number);
  }

  /** Where a picture of the library can be seen in small. */
  address(file: string): string {
    return this.seen.get(file) ?? this.small(file);
  }

  /** A picture of the library was seen: where, the library itself says. */
  know({ file, url }: { file: string; url: string }): void {
    this.seen.set(file, url);
  }

  listen(run: (number: string) => void): () => void {
    this.listeners.add(run);
    return () => this.listeners.delete(run);
  }

  static picturesIn(files: FileList | File[] | null | undefined): File[] {
    return [...(files ?? [])].filter(file => PICTURES.test(file.type));
  }

  /** Puts files into the text at the caret, one below the other, and sends them. */
  insert(view: EditorView, files: File[]): void {
    for (const file of files) {
      const number = this.fresh();
      insertBlock('picture', { upload: number })(view.state, view.dispatch);
      this.send(view, number, file);
    }
  }

  send(view: EditorView, number: string, file: File): void {
    this.all.set(number, { file, preview: URL.createObjectURL(file), state: 'under-way', sentence: '' });
    void this.attempt(view, number, 0);
  }

  retry(view: EditorView, number: string): void {
    void this.attempt(view, number, 0);
  }

  forget(number: string): void {
    const gone = this.all.get(number);
    if (gone) URL.revokeObjectURL(gone.preview);
    this.all.delete(number);
  }

  private async attempt(view: EditorView, number: string, round: number): Promise<void> {
    const one = this.all.get(number);
    if (!one) return;
    this.tell(number, 'under-way', '');
    try {
      const taken = await upload(this.url, one.file);
      this.know(taken);
      settle(view, number, taken);
      this.forget(number);
    } catch (failure) {
      if (failure instanceof Refused) return this.tell(number, 'refused', failure.message);
      this.tell(number, 'waiting', '');
      setTimeout(() => void this.attempt(view, number, round + 1), RETRY_MS[Math.min(round, RETRY_MS.length - 1)]);
    }
  }

  private tell(number: string, state: Upload['state'], sentence: string): void {
    const one = this.all.get(number);
    if (!one) return;
    Object.assign(one, { state, sentence });
    for (const run of this.listeners) run(number);
  }
}

/** The picture gets its file; words that were written under it meanwhile stay. */
function settle(view: EditorView, number: string, taken: UploadedPicture): void {
  const { tr, doc } = view.state;
  doc.descendants((node, pos) => {
    if (node.type.name !== 'picture' || node.attrs.upload !== number) return node.type.name === 'plus' || node.type.name === 'doc';
    tr.setNodeMarkup(pos, undefined, {
      file: taken.file,
      upload: '',
      alt: node.attrs.alt || taken.alt || '',
      caption: node.attrs.caption || taken.caption || '',
      credit: node.attrs.credit || taken.credit || '',
    });
    return false;
  });
  // Undoing goes back behind the picture, not behind its arrival.
  if (tr.docChanged) view.dispatch(tr.setMeta('addToHistory', false));
}
