// How blocks with fields of their own look while they are written: quotations with who said it, pictures with their
// words, cards, and the wall. Their fields are ordinary controls: reachable with Tab, spoken by screen readers.
import type { Node } from 'prosemirror-model';
import { TextSelection } from 'prosemirror-state';
import type { EditorView, NodeView, NodeViewConstructor } from 'prosemirror-view';
import { h, freshId, signButton } from '../shared/dom';
import { say } from '../shared/words';
import type { Uploads } from './uploads';
import { moveWall, takeWall } from './wall';

export interface Surroundings {
  language: string;
  uploads: Uploads;
}

type Position = () => number | undefined;

export function nodeViews(around: Surroundings): Record<string, NodeViewConstructor> {
  return {
    quotation: (node, view, at) => new QuotationView(node, view, at, around),
    picture: (node, view, at) => new PictureView(node, view, at, around),
    card: (node, view, at) => new CardView(node, view, at, around),
    plus: (node, view, at) => new PlusView(node, view, at),
  };
}

/** What all of them have: fields that write attributes of the node. */
abstract class FieldsView implements NodeView {
  abstract dom: HTMLElement;
  protected readonly inputs = new Map<string, HTMLInputElement | HTMLTextAreaElement>();

  constructor(protected node: Node, protected readonly view: EditorView, protected readonly at: Position, protected readonly around: Surroundings) {}

  /** A labelled field for an attribute; the label is seen where there is room for it, and heard always. */
  protected field(name: string, label: string, long = false): HTMLElement {
    const input = long ? h('textarea', { rows: 2 }) : h('input', { type: 'text' });
    input.id = freshId(name);
    input.value = String(this.node.attrs[name] ?? '');
    input.lang = this.around.language;
    input.spellcheck = true;
    input.autocomplete = 'off';
    input.readOnly = !this.view.editable;
    input.addEventListener('input', () => this.set({ [name]: input.value }));
    input.addEventListener('keydown', event => this.leaveOnEnter(event as KeyboardEvent));
    this.inputs.set(name, input);
    return h('div', { class: `own-field ${name}` }, h('label', { for: input.id }, label), input);
  }

  protected set(attrs: Record<string, unknown>): void {
    const pos = this.at();
    if (pos !== undefined) this.view.dispatch(this.view.state.tr.setNodeMarkup(pos, undefined, { ...this.node.attrs, ...attrs }));
  }

  private leaveOnEnter(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.isComposing || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.after();
  }

  /** The caret goes on below the block. */
  protected after(): void {
    const pos = this.at();
    if (pos === undefined) return;
    const { tr, schema } = this.view.state;
    const end = pos + this.node.nodeSize;
    if (!tr.doc.resolve(end).nodeAfter?.isTextblock) tr.insert(end, schema.nodes.paragraph!.create());
    this.view.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(end + 1))).scrollIntoView());
    this.view.focus();
  }

  protected remove(): void {
    const pos = this.at();
    if (pos === undefined) return;
    this.view.dispatch(this.view.state.tr.delete(pos, pos + this.node.nodeSize));
    this.view.focus();
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type) return false;
    this.node = node;
    for (const [name, input] of this.inputs) {
      const value = String(node.attrs[name] ?? '');
      // The field that is typed in knows best; a caret set back by its own echo would jump.
      if (input.value !== value) input.value = value;
      input.readOnly = !this.view.editable;
    }
    this.refresh();
    return true;
  }

  protected refresh(): void {}

  stopEvent(event: Event): boolean {
    const target = event.target as HTMLElement | null;
    return !!target?.closest?.('input,textarea,button,label');
  }

  ignoreMutation(mutation: { type: string; target: globalThis.Node }): boolean {
    return mutation.type !== 'selection';
  }
}

class QuotationView extends FieldsView {
  dom: HTMLElement;
  contentDOM: HTMLElement;

  constructor(node: Node, view: EditorView, at: Position, around: Surroundings) {
    super(node, view, at, around);
    this.contentDOM = h('blockquote');
    const foot = h('div', { class: 'foot', contenteditable: 'false' }, this.field('attribution', say('attribution')));
    this.inputs.get('attribution')?.setAttribute('placeholder', say('attribution-example'));
    this.dom = h('div', { class: 'quotation' }, this.contentDOM, foot);
  }

  override ignoreMutation(mutation: { type: string; target: globalThis.Node }): boolean {
    return mutation.type !== 'selection' && !this.contentDOM.contains(mutation.target);
  }
}

class PictureView extends FieldsView {
  dom: HTMLElement;
  private readonly image = h('img', { alt: '', draggable: 'false' });
  private readonly told = h('p', { class: 'told-here', role: 'status' });
  private readonly missing = h('p', { class: 'missing', id: freshId('missing') }, say('alt-missing'));
  private readonly again = h('button', { type: 'button', class: 'second', onclick: () => this.around.uploads.retry(this.view, this.number) }, say('upload-again'));
  private readonly unlisten: () => void;

  constructor(node: Node, view: EditorView, at: Position, around: Surroundings) {
    super(node, view, at, around);
    const alt = this.field('alt', say('alt'), true);
    this.inputs.get('alt')?.setAttribute('aria-required', 'true');
    this.inputs.get('alt')?.setAttribute('aria-describedby', this.missing.id);
    const remove = signButton('✕', say('picture-remove'), () => this.remove());
    this.dom = h('figure', { class: 'picture' },
      h('div', { class: 'frame', contenteditable: 'false' }, this.image, remove),
      h('div', { class: 'words', contenteditable: 'false' }, this.told, this.again, alt, this.missing,
        this.field('caption', say('caption'), true), this.field('credit', say('credit'))));
    this.unlisten = around.uploads.listen(number => number === this.number && this.refresh());
    this.refresh();
  }

  private get number(): string {
    return String(this.node.attrs.upload);
  }

  protected override refresh(): void {
    const { file, alt, upload } = this.node.attrs as Record<string, string>;
    const under = upload ? this.around.uploads.get(upload) : undefined;
    const source = file ? this.around.uploads.address(file) : (under?.preview ?? '');
    if (source && this.image.getAttribute('src') !== source) this.image.src = source;
    const words = file ? '' : under?.state === 'refused' ? under.sentence : under?.state === 'waiting' ? say('upload-waiting') : under ? say('upload-under-way') : say('upload-lost');
    if (this.told.textContent !== words) this.told.textContent = words;
    this.told.hidden = !words;
    this.dom.classList.toggle('refused', !file && under?.state !== 'under-way');
    this.again.hidden = !!file || !under || under.state === 'under-way';
    this.missing.hidden = !!alt?.trim();
    this.inputs.get('alt')?.setAttribute('aria-invalid', String(!alt?.trim()));
  }

  destroy(): void {
    this.unlisten();
  }
}

class CardView extends FieldsView {
  dom: HTMLElement;
  private readonly address = h('p', { class: 'address' });

  constructor(node: Node, view: EditorView, at: Position, around: Surroundings) {
    super(node, view, at, around);
    const remove = signButton('✕', say('card-remove'), () => this.remove());
    this.dom = h('aside', { class: 'card', contenteditable: 'false', 'aria-label': say('card') },
      this.address, remove, this.field('title', say('card-title')), this.field('description', say('card-description')));
    this.refresh();
  }

  protected override refresh(): void {
    this.address.textContent = String(this.node.attrs.address);
  }
}

/** The wall itself: a line across the text that says which side is free. */
class PlusView implements NodeView {
  dom: HTMLElement;
  contentDOM: HTMLElement;

  constructor(private node: Node, private readonly view: EditorView, private readonly at: Position) {
    const run = (command: (pos: number) => ReturnType<typeof takeWall>) => () => {
      const pos = this.at();
      if (pos !== undefined) command(pos + 1)(this.view.state, this.view.dispatch, this.view);
      this.view.focus();
    };
    this.contentDOM = h('div', { class: 'behind' });
    const line = h('div', { class: 'wall', contenteditable: 'false', role: 'group', 'aria-label': say('wall') },
      h('span', { class: 'sides' }, h('span', {}, say('wall-above')), h('span', {}, say('wall-below'))),
      signButton('↑', say('wall-up'), run(pos => moveWall('up', pos))),
      signButton('↓', say('wall-down'), run(pos => moveWall('down', pos))),
      signButton('✕', say('wall-away'), run(pos => takeWall(pos))));
    const end = h('div', { class: 'wall end', contenteditable: 'false' }, h('span', { class: 'sides' }, h('span', {}, say('wall-ends'))));
    this.dom = h('section', { class: 'plus', 'aria-label': say('plus-part') }, line, this.contentDOM, end);
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type) return false;
    this.node = node;
    return true;
  }

  stopEvent(event: Event): boolean {
    return !!(event.target as HTMLElement | null)?.closest?.('.wall');
  }

  ignoreMutation(mutation: { type: string; target: globalThis.Node }): boolean {
    return mutation.type !== 'selection' && !this.contentDOM.contains(mutation.target);
  }
}
