// A three-way merge of documents in the browser: what came back from the server, put together with what was typed in
// the meantime. By field, and in the body by block, as the server does it. Where both sides say something else, mine
// stands in the document and the place is reported, so that nothing is chosen silently.
import { canonicalDocument, same } from './canonical';
import { changes, type Range } from './diff3';
import type { Document, Node, Place } from './types';

export interface Merge {
  document: Document;
  places: Place[];
}

type Field = Exclude<keyof Document, 'body'>;
export const FIELDS: Field[] = [
  'headline', 'deck', 'slugline', 'place', 'dateline', 'bylines', 'sources', 'sections', 'topics', 'urgency', 'access',
  'picture', 'updates',
];

export function mergeDocuments(base: Document, theirs: Document, mine: Document): Merge {
  const [b, t, m] = [canonicalDocument(base), canonicalDocument(theirs), canonicalDocument(mine)];
  const document: Document = { headline: '', body: { type: 'doc' } };
  const places: Place[] = [];
  for (const field of FIELDS) {
    let value: unknown = m[field];
    if (same(m[field], b[field])) value = t[field];
    else if (!same(t[field], b[field]) && !same(t[field], m[field])) {
      places.push({ place: field, base: b[field] ?? null, theirs: t[field] ?? null, mine: m[field] ?? null });
    }
    if (value !== undefined) Object.assign(document, { [field]: value });
  }
  const body = mergeBodies(b.body, t.body, m.body);
  document.body = body.doc;
  return { document: canonicalDocument(document), places: [...places, ...body.places] };
}

function mergeBodies(base: Node, theirs: Node, mine: Node): { doc: Node; places: Place[] } {
  // Looked at as one row of blocks with the wall's ends among them, so that two people may work behind the wall.
  const flat = mergeRows(flatten(base), flatten(theirs), flatten(mine));
  const aboutWalls = flat.places.some(({ base, theirs, mine }) => [...base, ...theirs, ...mine].some(isWall));
  if (!aboutWalls && wallsFit(flat.row)) return rebuilt(flat);
  const whole = mergeRows(base.content ?? [], theirs.content ?? [], mine.content ?? []);
  const places = whole.places.map(found => ({ ...found, place: `top/${found.at}` }));
  return { doc: { type: 'doc', content: whole.row }, places };
}

interface RowPlace {
  at: number;
  base: Node[];
  theirs: Node[];
  mine: Node[];
}

function mergeRows(base: Node[], theirs: Node[], mine: Node[]): { row: Node[]; places: RowPlace[] } {
  const row: Node[] = [];
  const places: RowPlace[] = [];
  const text = (nodes: Node[]) => nodes.map(node => JSON.stringify(node));
  for (const [b, t, m] of changes(text(base), text(theirs), text(mine)).flatMap(apart)) {
    const [ours, their, old] = [mine.slice(...m), theirs.slice(...t), base.slice(...b)];
    if (same(ours, old)) row.push(...their);
    else if (!old.length && ![...their, ...ours].some(isWall)) {
      // Both put something in at one place: both stand there, what is the same once.
      row.push(...their, ...ours.filter(own => !their.some(other => same(own, other))));
    } else {
      if (!same(their, old) && !same(their, ours)) places.push({ at: row.length, base: old, theirs: their, mine: ours });
      row.push(...ours);
    }
  }
  return { row, places };
}

/** Neighbours that were changed by different people: as many blocks on each side are the same blocks, one by one. */
function apart([b, t, m]: [Range, Range, Range]): [Range, Range, Range][] {
  const length = b[1] - b[0];
  if (length < 2 || t[1] - t[0] !== length || m[1] - m[0] !== length) return [[b, t, m]];
  const one = (range: Range, at: number): Range => [range[0] + at, range[0] + at + 1];
  return Array.from({ length }, (_, at) => [one(b, at), one(t, at), one(m, at)]);
}

const OPEN = 'plus-begins';
const CLOSE = 'plus-ends';
const isWall = (node: Node) => node.type === OPEN || node.type === CLOSE;

function flatten(doc: Node): Node[] {
  return (doc.content ?? []).flatMap(node =>
    node.type === 'plus' ? [{ type: OPEN }, ...(node.content ?? []), { type: CLOSE }] : [node],
  );
}

/** Both sides may have moved the wall in ways that do not fit together. */
function wallsFit(row: Node[]): boolean {
  let inside = false;
  for (const node of row.filter(isWall)) {
    if ((node.type === OPEN) === inside) return false;
    inside = !inside;
  }
  return !inside;
}

/** Blocks are numbered as the server does it: from the top, those behind the wall each for itself. */
function rebuilt({ row, places }: { row: Node[]; places: RowPlace[] }): { doc: Node; places: Place[] } {
  const content: Node[] = [];
  let plus: Node[] | null = null;
  for (const node of row) {
    if (node.type === OPEN) content.push({ type: 'plus', content: (plus = []) });
    else if (node.type === CLOSE) plus = null;
    else (plus ?? content).push(node);
  }
  const number = (at: number) => row.slice(0, at).filter(node => !isWall(node)).length;
  return { doc: { type: 'doc', content }, places: places.map(found => ({ ...found, place: `body/${number(found.at)}` })) };
}

export type Choice = 'mine' | 'theirs' | 'both';

/** The document with a choice made in each place; what nobody chose stays mine. `theirs` is the document of the others. */
export function resolve(merged: Document, places: Place[], chosen: Choice[], theirs: Document): Document {
  const out = structuredCopy(merged);
  // From the end to the start, so that the places still to come keep their numbers.
  places.map((place, index) => ({ place, choice: chosen[index] ?? 'mine' })).reverse().forEach(({ place, choice }) => {
    if (choice === 'mine') return;
    if (isInBody(place)) resolveBlock(out.body, place, choice, theirs.body);
    else {
      const value = choice === 'theirs' ? place.theirs : bothOf(place);
      if (value === null || value === undefined) delete out[place.place as Field];
      else Object.assign(out, { [place.place]: value });
    }
  });
  return canonicalDocument({ ...out, headline: out.headline ?? '' });
}

export const isInBody = ({ place }: Place) => /^(body|top)\//.test(place);

function resolveBlock(body: Node, place: Place, choice: Choice, their: Node): void {
  const [kind, number] = place.place.split('/');
  const [mine, theirs] = [asBlocks(place.mine), asBlocks(place.theirs)];
  body.content ??= [];
  const at = Number(number);
  const slot = kind === 'top' ? { list: body.content, index: at } : slotOf(body, at, mine.length > 0);
  const fresh = kind === 'body' && slot.list === body.content ? theirs.map(block => (isPaid(their, block) ? { type: 'plus', content: [block] } : block)) : theirs;
  slot.list.splice(slot.index, mine.length, ...fresh, ...(choice === 'both' ? mine : []));
}

/** Where the block of that number stands. A gap at the wall's edge is taken as free: what was paid is wrapped anew there. */
function slotOf(body: Node, number: number, isThere: boolean): { list: Node[]; index: number } {
  const top = body.content ?? [];
  let left = number;
  for (const [index, node] of top.entries()) {
    const inside = node.type === 'plus' ? (node.content ??= []) : null;
    if (left === 0 && !(inside && isThere)) return { list: top, index };
    if (inside && left < inside.length) return { list: inside, index: left };
    left -= inside?.length ?? 1;
  }
  return { list: top, index: top.length };
}

/** Whether the others had this block behind the wall: choosing it must never give it away. */
function isPaid(doc: Node, block: Node): boolean {
  return (doc.content ?? []).some(node => node.type === 'plus' && node.content?.some(paid => same(paid, block)));
}

export function asBlocks(value: unknown): Node[] {
  if (Array.isArray(value)) return value as Node[];
  return value && typeof value === 'object' ? [value as Node] : [];
}

/** Whether 'both' makes sense: two texts and two lists stand side by side, two urgencies do not. */
export function canBeBoth({ place, theirs, mine }: Place): boolean {
  if (/^(body|top)\//.test(place)) return asBlocks(theirs).length > 0 && asBlocks(mine).length > 0;
  if (typeof theirs === 'string' && typeof mine === 'string') return theirs !== '' && mine !== '';
  return Array.isArray(theirs) && Array.isArray(mine) && place !== 'access';
}

function bothOf({ theirs, mine }: Place): unknown {
  if (typeof theirs === 'string' && typeof mine === 'string') return `${theirs} / ${mine}`;
  if (!Array.isArray(theirs) || !Array.isArray(mine)) return mine;
  return [...mine, ...theirs.filter(their => !mine.some(own => same(own, their)))];
}

function structuredCopy<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
