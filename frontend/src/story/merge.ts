// A three-way merge of documents in the browser: what came back from the server, put together with what was typed in
// the meantime. By field, and in the body by block, as the server does it. Where both sides say something else, mine
// stands in the document and the place is reported, so that nothing is chosen silently.
import { canonicalDocument, same } from './canonical';
import { changes } from './diff3';
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
  const places = whole.places.map(found => ({ ...found, place: `body/${found.at}` }));
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
  for (const [b, t, m] of changes(text(base), text(theirs), text(mine))) {
    const [ours, their, old] = [mine.slice(...m), theirs.slice(...t), base.slice(...b)];
    if (same(ours, old)) row.push(...their);
    else {
      if (!same(their, old) && !same(their, ours)) places.push({ at: row.length, base: old, theirs: their, mine: ours });
      row.push(...ours);
    }
  }
  return { row, places };
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

function rebuilt({ row, places }: { row: Node[]; places: RowPlace[] }): { doc: Node; places: Place[] } {
  const content: Node[] = [];
  const paths: string[] = [];
  let plus: Node[] | null = null;
  for (const node of [...row, null]) {
    paths.push(plus ? `body/${content.length - 1}/${plus.length}` : `body/${content.length}`);
    if (!node) break;
    if (node.type === OPEN) content.push({ type: 'plus', content: (plus = []) });
    else if (node.type === CLOSE) plus = null;
    else (plus ?? content).push(node);
  }
  return {
    doc: { type: 'doc', content },
    places: places.map(found => ({ ...found, place: paths[found.at] ?? 'body/0' })),
  };
}

export type Choice = 'mine' | 'theirs' | 'both';

/** The document with a choice made in each place; what nobody chose stays mine. */
export function resolve(merged: Document, places: Place[], chosen: Choice[]): Document {
  const out = structuredCopy(merged);
  // From the end to the start, so that the places still to come keep their numbers.
  places.map((place, index) => ({ place, choice: chosen[index] ?? 'mine' })).reverse().forEach(({ place, choice }) => {
    if (choice === 'mine') return;
    if (place.place.startsWith('body/')) resolveBlock(out.body, place, choice);
    else {
      const value = choice === 'theirs' ? place.theirs : bothOf(place);
      if (value === null || value === undefined) delete out[place.place as Field];
      else Object.assign(out, { [place.place]: value });
    }
  });
  return canonicalDocument({ ...out, headline: out.headline ?? '' });
}

function resolveBlock(body: Node, place: Place, choice: Choice): void {
  const path = place.place.split('/').slice(1).map(Number);
  let parent = body;
  while (path.length > 1) parent = parent.content?.[path.shift() ?? 0] ?? parent;
  parent.content ??= [];
  const [mine, theirs] = [asBlocks(place.mine), asBlocks(place.theirs)];
  parent.content.splice(path[0] ?? 0, mine.length, ...theirs, ...(choice === 'both' ? mine : []));
}

export function asBlocks(value: unknown): Node[] {
  if (Array.isArray(value)) return value as Node[];
  return value && typeof value === 'object' ? [value as Node] : [];
}

/** Whether 'both' makes sense: two texts and two lists stand side by side, two urgencies do not. */
export function canBeBoth({ place, theirs, mine }: Place): boolean {
  if (place.startsWith('body/')) return asBlocks(theirs).length > 0 && asBlocks(mine).length > 0;
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
