// Takes over a body from elsewhere - a merge, a newer head - by changing only what differs, so that the caret, the
// scroll and what is being written stay where they are.
import type { Node } from 'prosemirror-model';
import { Slice } from 'prosemirror-model';
import type { EditorState, Transaction } from 'prosemirror-state';
import { canonicalBody } from '../story/canonical';
import { matches } from '../story/diff3';
import { bodyFrom, schema } from '../story/schema';
import type { Node as Json } from '../story/types';

export const ADOPTED = 'adopted';

interface Block {
  node: Node;
  from: number;
  to: number;
  /** What it says; empty for a block that says nothing (yet): an empty line, a picture under way. */
  key: string;
}

function blocksOf(doc: Node): Block[] {
  const out: Block[] = [];
  doc.forEach((node, from) => {
    const said = canonicalBody({ type: 'doc', content: [node.toJSON() as Json] }).content?.[0];
    out.push({ node, from, to: from + node.nodeSize, key: said ? JSON.stringify(said) : '' });
  });
  return out;
}

/** The transaction that makes the state's document say what `body` says; null when it does already. */
export function adoption(state: EditorState, body: Json): Transaction | null {
  const target = bodyFrom(body);
  // Empty lines that somebody is about to write in are nobody's business: they stay unless their surroundings go.
  const [now, then] = [blocksOf(state.doc).filter(block => block.key), blocksOf(target).filter(block => block.key)];
  const kept = matches(now.map(block => block.key), then.map(block => block.key));
  const stretches: [number, number, number, number][] = [];
  let [i, k] = [0, 0];
  for (let at = 0; at <= now.length; at++) {
    const to = at === now.length ? then.length : kept[at];
    if (to === undefined) continue;
    if (at > i || to > k) stretches.push([i, at, k, to]);
    [i, k] = [at + 1, to + 1];
  }
  if (!stretches.length) return null;
  const { tr } = state;
  for (const [from, to, first, end] of stretches.reverse()) replaceStretch(tr, now, now.slice(from, to), from, then.slice(first, end));
  if (!tr.doc.childCount) tr.insert(0, schema.nodes.paragraph!.create());
  return tr.setMeta('addToHistory', false).setMeta(ADOPTED, true);
}

function replaceStretch(tr: Transaction, all: Block[], old: Block[], index: number, fresh: Block[]): void {
  const [a, b] = [old[0], fresh[0]];
  if (a && b && old.length === 1 && fresh.length === 1 && a.node.sameMarkup(b.node)) return replaceInside(tr, a, b.node);
  const from = a ? a.from : (all[index - 1]?.to ?? 0);
  const to = old[old.length - 1]?.to ?? from;
  tr.replaceWith(from, to, fresh.map(block => block.node));
}

/** One block against its newer self: of a text only the words that differ, so that the caret stays beside its word. */
function replaceInside(tr: Transaction, old: Block, fresh: Node): void {
  if (!fresh.isTextblock) return replaceMiddle(tr, old, fresh);
  const [now, then] = [piecesOf(old.node), piecesOf(fresh)];
  const kept = matches(now.map(piece => piece.key), then.map(piece => piece.key));
  const inside = old.from + 1;
  const edits: [number, number, number, number][] = [];
  let [i, k] = [0, 0];
  for (let at = 0; at <= now.length; at++) {
    const to = at === now.length ? then.length : kept[at];
    if (to === undefined) continue;
    if (at > i || to > k) edits.push([now[i]?.from ?? old.node.content.size, now[at]?.from ?? old.node.content.size, then[k]?.from ?? fresh.content.size, then[to]?.from ?? fresh.content.size]);
    [i, k] = [at + 1, to + 1];
  }
  for (const [from, to, first, end] of edits.reverse()) tr.replace(inside + from, inside + to, first < end ? fresh.slice(first, end) : Slice.empty);
}

/** A text as words, spaces and signs, each with its marks. */
function piecesOf(node: Node): { key: string; from: number }[] {
  const out: { key: string; from: number }[] = [];
  node.forEach((inline, offset) => {
    const marks = JSON.stringify(inline.marks.map(mark => mark.toJSON()));
    let from = offset;
    for (const text of inline.text?.match(/[\p{L}\p{N}\p{M}]+|\s+|./gsu) ?? ['']) {
      out.push({ key: `${inline.type.name} ${marks} ${text}`, from });
      from += text.length;
    }
  });
  return out;
}

function replaceMiddle(tr: Transaction, old: Block, fresh: Node): void {
  const start = old.node.content.findDiffStart(fresh.content);
  const end = old.node.content.findDiffEnd(fresh.content);
  if (start === null || !end) return;
  // What repeats ("aa" to "aaa") is found from both sides: the ends must not pass the start.
  const overlap = Math.max(0, start - Math.min(end.a, end.b));
  const inside = old.from + 1;
  const slice = fresh.slice(start, end.b + overlap);
  tr.replace(inside + start, inside + end.a + overlap, slice.size ? slice : Slice.empty);
}
