// The wall: where the part for payers begins. In the document it is the edge of a `plus` block at the top level. By
// default everything after the wall is one such block; a later part of a story may be free again.
import { Fragment, Slice, type Node } from 'prosemirror-model';
import { NodeSelection, TextSelection, type Command, type EditorState, type Transaction } from 'prosemirror-state';
import { ReplaceAroundStep } from 'prosemirror-transform';
import { schema } from '../story/schema';

const plus = schema.nodes.plus!;

export interface Found {
  pos: number;
  node: Node;
}

/** The part for payers that a command is about: the one around the caret, else the next, else the last. */
export function findPlus(state: EditorState, at = state.selection.from): Found | null {
  const all = plusBlocks(state.doc);
  return all.find(({ pos, node }) => pos + node.nodeSize >= at) ?? all[all.length - 1] ?? null;
}

function plusBlocks(doc: Node): Found[] {
  const all: Found[] = [];
  doc.forEach((node, pos) => node.type === plus && all.push({ pos, node }));
  return all;
}

export const hasWall = (doc: Node): boolean => plusBlocks(doc).length > 0;

export function isBehindWall(state: EditorState): boolean {
  return state.selection.$from.depth > 0 && state.selection.$from.node(1).type === plus;
}

// Wrapping and unwrapping as steps around what stays: the caret, and what others have done, map through them.
function unwrap(tr: Transaction, { pos, node }: Found): void {
  const end = pos + node.nodeSize;
  tr.step(new ReplaceAroundStep(pos, end, pos + 1, end - 1, Slice.empty, 0, true));
}

function wrap(tr: Transaction, from: number, to: number): void {
  tr.step(new ReplaceAroundStep(from, to, from, to, new Slice(Fragment.from(plus.create()), 0, 0), 1, true));
}

/** Puts the wall at the caret; a wall that stood elsewhere comes along. Everything after it is for payers. */
export const putWall: Command = (state, dispatch) => {
  const { tr } = state;
  for (const found of plusBlocks(tr.doc).reverse()) unwrap(tr, found);
  const mapped = state.selection.map(tr.doc, tr.mapping);
  const { $from } = mapped;
  let cut: number;
  if (mapped instanceof NodeSelection || $from.depth === 0) cut = $from.depth === 0 ? $from.pos : $from.before(1);
  else if (isAtStart($from)) cut = $from.before(1);
  else if ($from.depth === 1 && $from.parent.isTextblock && $from.parentOffset < $from.parent.content.size) {
    // In the middle of a paragraph it is parted: the wall stands exactly where the caret is.
    tr.split($from.pos);
    cut = $from.pos + 1;
  } else cut = $from.after(1);
  if (cut >= tr.doc.content.size) tr.insert(cut, schema.nodes.paragraph!.create());
  wrap(tr, cut, tr.doc.content.size);
  tr.setSelection(TextSelection.near(tr.doc.resolve(cut + 1)));
  dispatch?.(tr.scrollIntoView());
  return true;
};

/** Whether nothing of the top-level block stands before the caret. */
function isAtStart($pos: { pos: number; start(depth: number): number; depth: number }): boolean {
  return $pos.pos - $pos.start(1) <= $pos.depth - 1;
}

/** Moves the beginning of a part for payers by one block: up takes the block before in, down lets the first one out. */
export function moveWall(direction: 'up' | 'down', at?: number): Command {
  return (state, dispatch) => {
    const found = findPlus(state, at);
    if (!found) return false;
    const { pos, node } = found;
    const before = state.doc.resolve(pos).nodeBefore;
    const first = node.firstChild;
    if (direction === 'up' && (!before || before.type === plus)) return false;
    if (direction === 'down' && (!first || node.childCount < 2)) return false;
    if (!dispatch) return true;
    const { tr } = state;
    unwrap(tr, found);
    const from = direction === 'up' ? pos - (before?.nodeSize ?? 0) : pos + (first?.nodeSize ?? 0);
    wrap(tr, from, pos + node.content.size);
    dispatch(tr);
    return true;
  };
}

/** Takes the wall away: its part becomes free. */
export function takeWall(at?: number): Command {
  return (state, dispatch) => {
    const found = findPlus(state, at);
    if (!found) return false;
    if (dispatch) {
      const { tr } = state;
      unwrap(tr, found);
      dispatch(tr);
    }
    return true;
  };
}

/** Puts the wall at the caret, or takes it away when it stands right above the caret. */
export const toggleWall: Command = (state, dispatch) => {
  const { $from } = state.selection;
  const isRightBelow = isBehindWall(state) && $from.index(1) === 0;
  return isRightBelow ? takeWall($from.before(1))(state, dispatch) : putWall(state, dispatch);
};

/** Ends the part for payers below the caret's block: what follows is free again. */
export const endPlusHere: Command = (state, dispatch) => {
  if (!isBehindWall(state)) return false;
  const { $from } = state.selection;
  const found = { pos: $from.before(1), node: $from.node(1) };
  const end = $from.depth > 1 ? $from.after(2) : $from.pos;
  const isLast = end >= found.pos + found.node.nodeSize - 1;
  if (isLast && state.doc.resolve(found.pos + found.node.nodeSize).nodeAfter) return false;
  if (!dispatch) return true;
  const { tr } = state;
  // At the very end there is nothing to let out yet: an empty line is where the free part will be written.
  if (isLast) tr.insert(found.pos + found.node.nodeSize, schema.nodes.paragraph!.create());
  else {
    unwrap(tr, found);
    wrap(tr, found.pos, end - 1);
  }
  const free = Math.min((isLast ? found.pos + found.node.nodeSize : end + 1) + 1, tr.doc.content.size);
  dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(free))).scrollIntoView());
  return true;
};
