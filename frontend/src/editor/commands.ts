// What the toolbar and the keys do to the text.
import { lift, setBlockType, toggleMark, wrapIn } from 'prosemirror-commands';
import type { MarkType, NodeType } from 'prosemirror-model';
import { liftListItem, wrapInList } from 'prosemirror-schema-list';
import { NodeSelection, TextSelection, type Command, type EditorState } from 'prosemirror-state';
import { schema } from '../story/schema';

const nodes = schema.nodes as Record<string, NodeType>;
const marks = schema.marks as Record<string, MarkType>;

export const bold = toggleMark(marks.bold!);
export const italic = toggleMark(marks.italic!);

export function isMarked(state: EditorState, name: 'bold' | 'italic' | 'link' | 'language'): boolean {
  const { from, to, $from, empty } = state.selection;
  const type = marks[name]!;
  return empty ? !!type.isInSet(state.storedMarks ?? $from.marks()) : state.doc.rangeHasMark(from, to, type);
}

/** Whether the caret stands in such a block, at any depth. */
export function isIn(state: EditorState, name: string, attrs: Record<string, unknown> = {}): boolean {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth--) {
    const node = $from.node(depth);
    if (node.type.name === name && Object.entries(attrs).every(([key, value]) => node.attrs[key] === value)) return true;
  }
  return false;
}

/** A heading of this level, or a paragraph again. */
export function heading(level: number): Command {
  return (state, dispatch) =>
    isIn(state, 'heading', { level })
      ? setBlockType(nodes.paragraph!)(state, dispatch)
      : setBlockType(nodes.heading!, { level })(state, dispatch);
}

export function list(name: 'bullet_list' | 'ordered_list'): Command {
  return (state, dispatch) => {
    if (isIn(state, name)) return liftListItem(nodes.list_item!)(state, dispatch);
    const other = nearestList(state);
    if (other === null) return wrapInList(nodes[name]!)(state, dispatch);
    // From dots to numbers and back: the list around the caret changes its kind.
    dispatch?.(state.tr.setNodeMarkup(other, nodes[name]!, name === 'ordered_list' ? { start: 1 } : null));
    return true;
  };
}

function nearestList(state: EditorState): number | null {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth--) {
    if ($from.node(depth).type.name.endsWith('_list')) return $from.before(depth);
  }
  return null;
}

export const quotation: Command = (state, dispatch) =>
  isIn(state, 'quotation') ? lift(state, dispatch) : wrapIn(nodes.quotation!)(state, dispatch);

export const rule: Command = (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(nodes.rule!.create()).scrollIntoView());
  return true;
};

export const hardBreak: Command = (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break!.create(), false).scrollIntoView());
  return true;
};

/** The link around the caret, whole, or the selection. */
export function linkAt(state: EditorState): { from: number; to: number; address: string; text: string } {
  const { from, to, $from, empty } = state.selection;
  const mark = marks.link!.isInSet($from.marks()) ?? marks.link!.isInSet($from.nodeAfter?.marks ?? []);
  let range = { from, to };
  if (mark && (empty || mark)) range = stretchOf(state, mark.attrs.address as string, from, to);
  return { ...range, address: (mark?.attrs.address as string) ?? '', text: state.doc.textBetween(range.from, range.to, ' ') };
}

function stretchOf(state: EditorState, address: string, from: number, to: number) {
  const $from = state.doc.resolve(from);
  const base = $from.start();
  const runs: { from: number; to: number; is: boolean }[] = [];
  $from.parent.forEach((node, offset) => {
    const is = node.marks.some(mark => mark.type === marks.link && mark.attrs.address === address);
    const last = runs[runs.length - 1];
    if (last && last.is === is) last.to = base + offset + node.nodeSize;
    else runs.push({ from: base + offset, to: base + offset + node.nodeSize, is });
  });
  const run = runs.find(run => run.is && run.from <= from && run.to >= from);
  return run ? { from: Math.min(run.from, from), to: Math.max(run.to, to) } : { from, to };
}

export function setLink(range: { from: number; to: number }, address: string, text: string): Command {
  return (state, dispatch) => {
    const tr = state.tr.removeMark(range.from, range.to, marks.link!);
    if (address && range.from === range.to) tr.insertText(text || address, range.from);
    const to = range.from === range.to ? range.from + (text || address).length : range.to;
    if (address) tr.addMark(range.from, to, marks.link!.create({ address }));
    tr.setSelection(TextSelection.create(tr.doc, to)).removeStoredMark(marks.link!);
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

/** The words of the selection are of this language; the story's own takes the mark off. */
export function setLanguage(tag: string): Command {
  return (state, dispatch) => {
    const { from, to, empty } = state.selection;
    if (empty) return false;
    const tr = state.tr.removeMark(from, to, marks.language!);
    if (tag) tr.addMark(from, to, marks.language!.create({ tag }));
    dispatch?.(tr);
    return true;
  };
}

/** Puts a block where the caret is: in place of an empty line, else below the block. */
export function insertBlock(name: 'picture' | 'card', attrs: Record<string, unknown>): Command {
  return (state, dispatch) => {
    const node = nodes[name]!.create(attrs);
    const { tr } = state;
    const $at = state.selection.$to;
    // Lists and quotations hold no pictures: it stands below them, inside the wall's part if that is where they are.
    const depth = $at.depth > 0 && $at.node(1).type.name === 'plus' ? 2 : 1;
    const own = $at.depth >= depth ? $at.node(depth) : null;
    let from = $at.depth >= depth ? $at.after(depth) : $at.pos;
    if (own?.type.name === 'paragraph' && own.content.size === 0) {
      from = $at.before(depth);
      tr.replaceWith(from, $at.after(depth), node);
    } else tr.insert(from, node);
    const after = from + node.nodeSize;
    if (!tr.doc.resolve(after).nodeAfter) tr.insert(after, nodes.paragraph!.create());
    dispatch?.(tr.setSelection(NodeSelection.create(tr.doc, from)).scrollIntoView());
    return true;
  };
}
