// One story as the server keeps it: revisions, and a save by the contract. Strict about what it is sent, so that tests
// fail where the real server would refuse.
import { strict as assert } from 'node:assert';
import { canonicalDocument, same } from '../../src/story/canonical';
import { mergeDocuments } from '../../src/story/merge';
import type { Document, Node } from '../../src/story/types';

export interface Reply {
  status: number;
  body: unknown;
}

interface Revision {
  author: string;
  document: Document;
  aside: boolean;
}

const FIELDS = ['headline', 'deck', 'slugline', 'place', 'dateline', 'bylines', 'sources', 'sections', 'topics', 'urgency', 'access', 'picture', 'updates', 'body'];

export class FakeStory {
  readonly revisions: Revision[] = [];
  /** The numbers of the revisions that readers of the head see, in order. */
  head = 1;
  killed = false;
  refusal: string | null = null;

  constructor(document: Document) {
    this.revisions.push({ author: 'ada', document: canonicalDocument(document), aside: false });
  }

  get document(): Document {
    return this.at(this.head).document;
  }

  at(number: number): Revision {
    const found = this.revisions[number - 1];
    assert(found, `revision ${number} is there`);
    return found;
  }

  save(author: string, sent: unknown): Reply {
    const { base, document, ...rest } = sent as { base: number; document: Document };
    assert.deepEqual(Object.keys(rest), [], 'a save is base and document');
    assert(Number.isInteger(base) && base >= 1 && base <= this.revisions.length, `base ${base}`);
    checkDocument(document);
    if (this.killed) return { status: 410, body: { error: 'killed' } };
    if (this.refusal) return { status: 422, body: { error: this.refusal } };
    const mine = canonicalDocument(document);
    const own = this.revisions.map((revision, at) => ({ ...revision, number: at + 1 })).filter(revision => revision.author === author && !revision.aside).pop();
    if (same(mine, this.document)) return { status: 200, body: { outcome: 'same', revision: this.head } };
    if (own && own.number > base && same(mine, own.document)) return { status: 200, body: { outcome: 'same', revision: own.number } };
    if (base === this.head) return { status: 200, body: { outcome: 'saved', revision: this.put(author, mine) } };
    const merge = mergeDocuments(this.at(base).document, this.document, mine);
    if (merge.places.length) {
      const head = this.head;
      const [theirs, headAuthor] = [this.document, this.at(head).author];
      this.revisions.push({ author, document: mine, aside: true });
      return { status: 409, body: { outcome: 'clash', head, head_author: headAuthor, document: theirs, merged: merge.document, places: merge.places, aside: this.revisions.length } };
    }
    if (same(merge.document, this.document)) return { status: 200, body: { outcome: 'merged', revision: this.head, document: this.document } };
    return { status: 200, body: { outcome: 'merged', revision: this.put(author, merge.document), document: merge.document } };
  }

  put(author: string, document: Document): number {
    this.revisions.push({ author, document: canonicalDocument(document), aside: false });
    return (this.head = this.revisions.length);
  }
}

/** What crates/content would refuse: unknown fields, nodes and attributes, values of the wrong kind. */
export function checkDocument(document: Document): void {
  for (const key of Object.keys(document)) assert(FIELDS.includes(key), `unknown field ${key}`);
  assert.equal(typeof document.headline, 'string');
  for (const source of document.sources ?? []) {
    assert(Object.keys(source).every(key => ['name', 'address', 'kind'].includes(key)));
    assert(['official', 'media', 'telegram', 'person', 'document', 'other'].includes(source.kind));
  }
  for (const step of document.access ?? []) {
    assert(Object.keys(step).every(key => ['from', 'after_hours', 'level'].includes(key)));
    assert(Number.isInteger(step.after_hours) !== (typeof step.from === 'string'), 'a step has one beginning');
  }
  assert(document.urgency === undefined || (document.urgency >= 1 && document.urgency <= 9));
  checkBody(document.body);
}

const BLOCKS = ['paragraph', 'heading', 'quotation', 'bullet_list', 'ordered_list', 'picture', 'table', 'rule', 'card'];
const HOLDS: Record<string, string[]> = {
  doc: [...BLOCKS, 'plus'], plus: BLOCKS, quotation: ['paragraph'], bullet_list: ['list_item'], ordered_list: ['list_item'],
  list_item: ['paragraph', 'bullet_list', 'ordered_list'], table: ['table_row'], table_row: ['table_cell', 'table_header'],
  paragraph: ['text', 'hard_break'], heading: ['text', 'hard_break'], table_cell: ['text', 'hard_break'], table_header: ['text', 'hard_break'],
};
const ATTRS: Record<string, string[]> = {
  heading: ['level'], quotation: ['attribution'], ordered_list: ['start'], picture: ['file', 'alt', 'caption', 'credit'],
  card: ['address', 'title', 'description'], link: ['address'], language: ['tag'],
};

export function checkBody(node: Node): void {
  for (const key of Object.keys(node)) assert(['type', 'attrs', 'content', 'marks', 'text'].includes(key), `unknown key ${key}`);
  for (const name of Object.keys(node.attrs ?? {})) assert(ATTRS[node.type]?.includes(name), `unknown attribute ${name} of ${node.type}`);
  if (node.type === 'heading') assert([2, 3, 4].includes(node.attrs?.level as number));
  if (node.type === 'picture') assert(node.attrs?.file, 'a picture names its file');
  for (const mark of node.marks ?? []) {
    assert(['bold', 'italic', 'link', 'language'].includes(mark.type) && node.type === 'text');
    checkBody(mark);
  }
  for (const child of node.content ?? []) {
    assert(HOLDS[node.type]?.includes(child.type), `${child.type} in ${node.type}`);
    checkBody(child);
  }
}
