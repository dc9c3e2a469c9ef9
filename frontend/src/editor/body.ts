// The editor of the body: a ProseMirror view with our schema, keys and paste.
import { dropCursor } from 'prosemirror-dropcursor';
import { gapCursor } from 'prosemirror-gapcursor';
import { history } from 'prosemirror-history';
import { inputRules } from 'prosemirror-inputrules';
import { EditorState, Selection, TextSelection, type Command } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { cleanHtml, type Cleaned } from '../paste/clean';
import { say } from '../shared/words';
import { typedAddress } from '../story/link';
import { bodyFrom, bodyJson, schema } from '../story/schema';
import type { Node as Json } from '../story/types';
import { ADOPTED, adoption } from './apply';
import { linkAt, setLink } from './commands';
import { keys } from './keys';
import { nodeViews } from './nodeviews';
import { shorthand, typography } from './typography';
import { Uploads } from './uploads';

export interface BodyOptions {
  mount: HTMLElement;
  body: Json;
  language: string;
  dir: string;
  uploads: Uploads;
  labelledBy: string;
  editable: boolean;
  changed: () => void;
  /** The selection or the document is another: the toolbar looks again. */
  looked: () => void;
  link: () => void;
  leave: () => void;
  tell: (words: string) => void;
}

export class BodyEditor {
  readonly view: EditorView;
  private editable: boolean;

  constructor(private readonly options: BodyOptions) {
    this.editable = options.editable;
    const does = (run: () => void): Command => (_state, dispatch) => {
      if (dispatch) run();
      return true;
    };
    const state = EditorState.create({
      doc: bodyFrom(options.body),
      plugins: [
        ...keys({ link: does(options.link), leave: does(options.leave) }),
        inputRules({ rules: [...shorthand(), ...typography(options.language)] }),
        history({ newGroupDelay: 700 }),
        dropCursor({ class: 'dropcursor', color: false }),
        gapCursor(),
      ],
    });
    this.view = new EditorView({ mount: options.mount }, {
      state,
      editable: () => this.editable,
      attributes: {
        role: 'textbox', 'aria-multiline': 'true', 'aria-labelledby': options.labelledBy, lang: options.language,
        dir: options.dir, spellcheck: 'true', class: 'story-body',
      },
      nodeViews: nodeViews({ language: options.language, uploads: options.uploads }),
      dispatchTransaction: tr => {
        this.view.updateState(this.view.state.apply(tr));
        if (tr.docChanged && !tr.getMeta(ADOPTED)) options.changed();
        options.looked();
      },
      transformPastedHTML: html => this.cleaned(html),
      handlePaste: (view, event) => this.pasted(view, event),
      handleDrop: (view, event) => this.dropped(view, event),
      clipboardTextSerializer: slice => slice.content.textBetween(0, slice.content.size, '\n\n', leaf => (leaf.type.name === 'hard_break' ? '\n' : '')),
    });
  }

  json(): Json {
    return bodyJson(this.view.state.doc);
  }

  /** Takes over a body from the server; true when it said something else. */
  adopt(body: Json): boolean {
    const tr = adoption(this.view.state, body);
    if (tr) this.view.dispatch(tr);
    return tr !== null;
  }

  freeze(frozen: boolean): void {
    this.editable = this.options.editable && !frozen;
    this.view.setProps({ editable: () => this.editable });
    for (const input of this.view.dom.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input,textarea')) input.readOnly = !this.editable;
  }

  run(command: Command): void {
    if (this.editable) command(this.view.state, this.view.dispatch, this.view);
    this.view.focus();
  }

  private files: Cleaned['files'] = [];

  private cleaned(html: string): string {
    const { html: clean, files, leftOut } = cleanHtml(html, () => this.options.uploads.fresh());
    // They are sent once the text stands: a figure that was not pasted after all needs no upload.
    this.files = files;
    if (leftOut) this.options.tell(say('pictures-left-out', { n: leftOut }));
    setTimeout(() => this.sendFiles());
    return clean;
  }

  private sendFiles(): void {
    const wanted = new Set<string>();
    this.view.state.doc.descendants(node => void (node.attrs.upload && wanted.add(node.attrs.upload)));
    for (const { upload, file } of this.files.splice(0)) {
      const name = `picture.${file.type.split('/')[1] ?? 'png'}`;
      if (wanted.has(upload)) this.options.uploads.send(this.view, upload, new File([file], name, { type: file.type }));
    }
  }

  private pasted(view: EditorView, event: ClipboardEvent): boolean {
    const data = event.clipboardData;
    const files = Uploads.picturesIn(data?.files);
    // Word puts a picture of the text beside the text: where there are words, the words are meant.
    const hasWords = /<[^>]+>[^<]*[^<\s][^<]*</.test(data?.getData('text/html') ?? '');
    if (files.length && !hasWords) {
      this.options.uploads.insert(view, files);
      return true;
    }
    return this.linkedSelection(view, data?.getData('text/plain') ?? '');
  }

  /** An address pasted onto selected words links them. */
  private linkedSelection(view: EditorView, text: string): boolean {
    const { selection } = view.state;
    if (selection.empty || !(selection instanceof TextSelection) || !/^https?:\/\/\S+$/.test(text.trim())) return false;
    const address = typedAddress(text);
    if (address === null || !selection.$from.sameParent(selection.$to)) return false;
    const range = linkAt(view.state);
    return setLink(range.address ? range : { from: selection.from, to: selection.to }, address, '')(view.state, view.dispatch);
  }

  private dropped(view: EditorView, event: DragEvent): boolean {
    const files = [...(event.dataTransfer?.files ?? [])];
    if (!files.length) return false;
    event.preventDefault();
    // Before anything is told: a notice moves the text.
    const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos;
    const pictures = Uploads.picturesIn(files);
    for (const { name } of files.filter(file => !pictures.includes(file))) this.options.tell(say('not-a-picture', { name }));
    if (pictures.length && at !== undefined) view.dispatch(view.state.tr.setSelection(Selection.near(view.state.doc.resolve(at))));
    this.options.uploads.insert(view, pictures);
    return true;
  }

  /** The address that is all there is in the caret's paragraph: a card may be made of it on request. */
  bareAddress(): string {
    const { $from } = this.view.state.selection;
    const text = $from.parent.type === schema.nodes.paragraph ? $from.parent.textContent.trim() : '';
    return /^https?:\/\/\S+$/.test(text) ? text : '';
  }
}
